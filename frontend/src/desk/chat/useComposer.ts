import { useQuery } from "@tanstack/react-query";
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { CardPointer, ConversationView, QuickReply } from "@/api/types";
import { useShownOrder } from "../state/chats";
import { useDesk } from "../state/desk";
import { draftKey } from "../state/desk-keys";
import { useMe, useSeat } from "../state/seat";
import { useServices } from "../state/services";
import { matching, slashAt } from "./phrases";
import { type Blank, blanksIn, fillNext, valuesOf } from "./variables";

const TYPING_EVERY_MS = 2500;
const none: QuickReply[] = [];

/** Everything the composer knows: its text, the phrases that match, the variable that is next. */
export function useComposer(conversation: ConversationView, area: RefObject<HTMLTextAreaElement | null>) {
  const { api, feed } = useSeat();
  const { drafts, outbox } = useServices();
  const me = useMe();
  const order = useShownOrder().data ?? null;
  const mode = useDesk((state) => state.mode[conversation.id] ?? "reply");
  const text = drafts.store((state) => state.drafts[draftKey(conversation.id, mode)]?.text ?? "");
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const [shut, setShut] = useState(false);
  const typedAt = useRef(0);
  const replies = useQuery({ queryKey: ["quick-replies"], queryFn: api.quickReplies, staleTime: Infinity }).data;

  const slash = mode === "reply" && !shut ? slashAt(text, caret) : null;
  const query = slash?.query ?? null;
  const matches = useMemo(
    () => (query === null ? none : matching(replies?.items ?? none, query)),
    [replies, query],
  );
  const values = useMemo(() => valuesOf(conversation, order, me), [conversation, order, me]);
  const blanks = useMemo(() => blanksIn(text), [text]);
  useEffect(() => setActive(0), [query]);

  const select = useCallback(
    (from: number, to: number) => {
      requestAnimationFrame(() => {
        area.current?.focus();
        area.current?.setSelectionRange(from, to);
        setCaret(to);
      });
    },
    [area],
  );
  const write = useCallback(
    (next: string, at: number) => {
      drafts.write(conversation.id, mode, next);
      setCaret(at);
      setShut(false);
      if (mode === "reply" && next !== "" && performance.now() - typedAt.current > TYPING_EVERY_MS) {
        typedAt.current = performance.now();
        feed?.typing(conversation.id);
      }
    },
    [drafts, conversation.id, mode, feed],
  );
  const selectBlank = (blank: Blank | null, otherwise: number) =>
    blank ? select(blank.from, blank.to) : select(otherwise, otherwise);

  const pick = (reply: QuickReply) => {
    const from = slash?.from ?? caret;
    const next = text.slice(0, from) + reply.text + text.slice(caret);
    write(next, from + reply.text.length);
    selectBlank(blanksIn(next)[0] ?? null, from + reply.text.length);
  };
  /** Fills the next variable; true when the key was used. */
  const fill = (): boolean => {
    const blank = blanks[0];
    if (!blank) return false;
    const filled = fillNext(text, values);
    if (filled) {
      write(filled.text, filled.caret);
      selectBlank(filled.next, filled.caret);
    } else {
      select(blank.from, blank.to);
    }
    return true;
  };
  /** Sends what is written; false when there is nothing to send or a variable is still open. */
  const send = (): boolean => {
    const words = text.trim();
    if (words === "" || (mode === "reply" && blanks.length > 0)) return false;
    outbox.send(conversation.id, mode === "note" ? "note" : "text", words);
    drafts.write(conversation.id, mode, "");
    return true;
  };
  return {
    mode,
    text,
    write,
    slash,
    matches,
    active,
    setActive,
    closeMenu: () => setShut(true),
    setCaret,
    pick,
    blanks,
    values,
    fill,
    send,
    order,
    sendCard: (card: CardPointer) => outbox.send(conversation.id, "card", "", card),
  };
}
