import { useEffect, useRef, useState } from "react";
import type { ConversationView, MessageView } from "@/api/types";
import { useSeat } from "../state/seat";

/** True while the page is looked at. */
export function useVisible(): boolean {
  const [visible, setVisible] = useState(document.visibilityState === "visible");
  useEffect(() => {
    const listen = () => setVisible(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", listen);
    return () => document.removeEventListener("visibilitychange", listen);
  }, []);
  return visible;
}

/** Read means seen: the chat open at its bottom while the page was looked at. Only then is the server told. */
export function useReadMarks(conversation: ConversationView, newest: MessageView | null, atEnd: boolean): void {
  const { api } = useSeat();
  const visible = useVisible();
  const told = useRef(0);
  const mine = conversation.state !== "queued";
  const { id } = conversation;
  const already = conversation.agent_read_id ?? 0;
  const upTo = newest?.id ?? 0;
  useEffect(() => {
    if (!visible || !atEnd || !mine || upTo === 0 || upTo <= Math.max(told.current, already)) return;
    const timer = setTimeout(() => {
      told.current = upTo;
      void api.read(id, upTo).catch(() => {
        told.current = 0;
      });
    }, 400);
    return () => clearTimeout(timer);
  }, [visible, atEnd, mine, upTo, already, id, api]);
}
