import { useCallback, useEffect } from "react";
import { ApiError } from "@/api/errors";
import { useLive, useSeat } from "../seat";
import type { CardRef } from "../types";
import { type Outgoing, useChatUi } from "./ui";

/** Asks the server to take a message of the outbox; the same id may be asked again and is not said twice. */
function usePost(): (message: Outgoing) => Promise<void> {
  const { api, feed } = useSeat();
  return useCallback(
    async (message) => {
      const { client_id, kind, text, card, order_id } = message;
      try {
        const arrived = await api.say({ client_id, kind, text, card, order_id });
        feed.addMessages([arrived]);
        useChatUi.getState().settle(client_id);
      } catch (error) {
        useChatUi.getState().settle(client_id, error instanceof ApiError ? error.code : LOST);
      }
    },
    [api, feed],
  );
}

/** Why a message is still here: nobody answered. Refusals have the server's code. */
const LOST = "network";

/** One after another: a card is what the words after it are about. */
const inOrder = (messages: readonly Outgoing[], post: (message: Outgoing) => Promise<void>) =>
  messages.reduce((before, message) => before.then(() => post(message)), Promise.resolve());

/** Sends at once and settles later: the message stands in the outbox until the server has it. */
export function useSending() {
  const post = usePost();
  const send = useCallback(
    (text: string, card: CardRef | null, orderId: number | null) => {
      const { queue } = useChatUi.getState();
      const parts: Outgoing[] = [];
      if (card) parts.push(queue({ kind: "card", text: "", card, order_id: orderId }));
      if (text) parts.push(queue({ kind: "text", text, card: null, order_id: orderId }));
      void inOrder(parts, post);
    },
    [post],
  );
  const again = useCallback(
    (message: Outgoing) => {
      useChatUi.getState().again(message.client_id);
      void post(message);
    },
    [post],
  );
  return { send, again };
}

/** When the line is back, sends what was written without it, in the order it was written. */
export function useResend(): void {
  const post = usePost();
  const on = useLive((state) => state.connection.state === "on");
  useEffect(() => {
    if (!on) return;
    const { outbox, again } = useChatUi.getState();
    const lost = outbox.filter((message) => message.state === "failed" && message.code === LOST);
    for (const message of lost) again(message.client_id);
    void inOrder(lost, post);
  }, [on, post]);
}
