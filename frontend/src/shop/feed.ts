import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { LiveEvent } from "@/live/frames";
import { createLiveStore, feedStore } from "@/live/store";
import type { MessageView } from "@/api/types";
import { shopApi } from "./api";
import { useChatUi } from "./chat/ui";
import { keys } from "./queries";
import type { SeatValue } from "./seat";

/** What an event makes stale on a shopper's pages: records of the shop travel as ids and mean "fetch again". */
export function staleInShop(seat: number, event: LiveEvent): readonly (readonly unknown[])[] {
  const { kind, data } = event;
  const stale: (readonly unknown[])[] = [];
  const order = data["order_id"];
  if (kind.startsWith("shop.")) {
    stale.push(keys.orders(seat));
    if (typeof order === "number") stale.push(keys.order(seat, order));
    if (kind.startsWith("shop.coupon.")) stale.push(keys.coupons(seat));
  }
  if (kind.startsWith("helpdesk.ticket.")) stale.push(keys.tickets(seat), ["shop", seat, "order"]);
  return stale;
}

function heard(queries: QueryClient, seat: number, event: LiveEvent): void {
  for (const queryKey of staleInShop(seat, event)) void queries.invalidateQueries({ queryKey });
  const message = event.data["message"] as MessageView | undefined;
  if (event.kind === "helpdesk.message.sent" && message) useChatUi.getState().arrived(message);
}

/** Opens a seat: the snapshot, then everything that happens there, for as long as the page lives. */
export function useShopFeed(seat: number): { value: SeatValue | null; error: unknown; retry: () => void } {
  const queries = useQueryClient();
  const [value, setValue] = useState<SeatValue | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const base = useMemo(() => ({ api: shopApi(seat), live: createLiveStore() }), [seat]);

  useEffect(() => {
    const feed = feedStore(base.live, {
      stream: `seat:${seat}`,
      load: base.api.snapshot,
      read: (snapshot) => ({
        position: { epoch: snapshot.epoch, after: snapshot.seq },
        views: snapshot.conversation ? { conversations: { [snapshot.conversation.id]: snapshot.conversation } } : {},
        clock: snapshot.clock,
      }),
      onSnapshot: (snapshot) => {
        setError(null);
        useChatUi.getState().begin(seat, snapshot.unread);
        setValue({ seat, snapshot, ...base, feed });
      },
      onEvent: (event) => heard(queries, seat, event),
      onRefetch: () => void queries.invalidateQueries({ queryKey: ["shop", seat] }),
      onError: setError,
    });
    return () => feed.stop();
  }, [seat, base, queries, attempt]);

  return { value, error, retry: () => setAttempt((n) => n + 1) };
}
