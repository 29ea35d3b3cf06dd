import { create } from "zustand";
import type { DeskApi } from "@/api/desk";
import { ApiError, errorText } from "@/api/errors";
import type { CardPointer, MessageView } from "@/api/types";
import { freshId } from "@/lib/ids";
import { keep, recall } from "@/lib/storage";

/** A message on its way: shown at once, gone when the server's own copy is here. */
export interface Outgoing {
  client_id: string;
  conversation_id: number;
  kind: "text" | "note" | "card";
  text: string;
  card: CardPointer | null;
  at: number;
  state: "pending" | "failed";
  error: string | null;
}

const AGAIN_MS = 3000;

interface OutboxState {
  items: Outgoing[];
}

export type Outbox = ReturnType<typeof createOutbox>;

/**
 * Sends in order, one at a time per conversation. What could not be sent stays, also over a reload,
 * and goes out when the connection is back; the client id is the idempotency key, so nothing is said twice.
 */
export function createOutbox(seat: string, api: Pick<DeskApi, "send">, arrived: (message: MessageView) => void) {
  const key = `malldrill.outbox.${seat}`;
  const store = create<OutboxState>(() => ({ items: recall<Outgoing[]>(key, []) }));
  const busy = new Set<number>();
  const again = new Set<ReturnType<typeof setTimeout>>();
  store.subscribe((state) => keep(key, state.items.length > 0 ? state.items : null));

  const patch = (clientId: string, change: Partial<Outgoing>) =>
    store.setState((state) => ({
      items: state.items.map((item) => (item.client_id === clientId ? { ...item, ...change } : item)),
    }));
  const drop = (clientId: string) =>
    store.setState((state) => ({ items: state.items.filter((item) => item.client_id !== clientId) }));

  const flush = async (conversationId: number): Promise<void> => {
    if (busy.has(conversationId)) return;
    busy.add(conversationId);
    try {
      for (;;) {
        const next = store
          .getState()
          .items.find((item) => item.conversation_id === conversationId && item.state === "pending");
        if (!next) return;
        try {
          const { client_id, kind, text, card } = next;
          arrived(await api.send(conversationId, card ? { client_id, kind, text, card } : { client_id, kind, text }));
          drop(client_id);
        } catch (error) {
          const refused = error instanceof ApiError && error.status < 500 && error.status !== 429;
          if (!refused) {
            // Unreachable: stays pending, tried again soon, and at once when the connection is back.
            again.add(setTimeout(() => void flush(conversationId), AGAIN_MS));
            return;
          }
          patch(next.client_id, { state: "failed", error: errorText(error) });
        }
      }
    } finally {
      busy.delete(conversationId);
    }
  };

  return {
    store,
    send(conversationId: number, kind: Outgoing["kind"], text: string, card: Outgoing["card"] = null): void {
      const item: Outgoing = {
        client_id: freshId(),
        conversation_id: conversationId,
        kind,
        text,
        card,
        at: Date.now(),
        state: "pending",
        error: null,
      };
      store.setState((state) => ({ items: [...state.items, item] }));
      void flush(conversationId);
    },
    retry(clientId: string): void {
      const item = store.getState().items.find((one) => one.client_id === clientId);
      if (!item) return;
      patch(clientId, { state: "pending", error: null });
      void flush(item.conversation_id);
    },
    discard: drop,
    /** The connection is back: everything that waits goes out. */
    flushAll(): void {
      for (const timer of again) clearTimeout(timer);
      again.clear();
      for (const id of new Set(store.getState().items.map((item) => item.conversation_id))) void flush(id);
    },
  };
}
