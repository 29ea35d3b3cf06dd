import { useEffect, useMemo, useRef, useState } from "react";
import type { ConversationView } from "@/api/types";
import { deskNow, useTick } from "@/live/clock";
import { useLive, useMe, useSettings } from "../state/seat";
import { frozenOrder, groupsOf, movedCount, urgencyOf, waitedMs } from "./rules";

/** The groups of the list, with the time each shopper has waited, re-reckoned every second. */
export function useQueue() {
  const conversations = useLive((state) => state.views.conversations);
  const clock = useLive((state) => state.clock);
  const me = useMe();
  const settings = useSettings();
  useTick();
  const now = deskNow(clock);
  const groups = useMemo(() => groupsOf(Object.values(conversations), me?.id ?? null), [conversations, me?.id]);
  const waitOf = (conversation: ConversationView) => {
    const waited = waitedMs(conversation, now);
    return { waited, urgency: urgencyOf(waited, settings) };
  };
  return { groups, now, settings, waitOf };
}

/**
 * Rows never move under the pointer: while the list is held, the order stays and `moved` counts what would change.
 */
export function useHeldOrder(wanted: ConversationView[], held: boolean) {
  const ids = wanted.map((conversation) => conversation.id);
  const shown = useRef<number[]>(ids);
  const [, redraw] = useState(0);
  const order = held ? frozenOrder(shown.current, ids) : ids;
  useEffect(() => {
    shown.current = order;
  });
  const byId = new Map(wanted.map((conversation) => [conversation.id, conversation]));
  return {
    rows: order.flatMap((id) => byId.get(id) ?? []),
    moved: held ? movedCount(order, ids) : 0,
    apply: () => {
      shown.current = ids;
      redraw((count) => count + 1);
    },
  };
}
