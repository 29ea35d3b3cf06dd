import { create } from "zustand";
import { freshId } from "@/lib/ids";
import { keep, recall } from "@/lib/storage";
import type { CardRef, MessageView } from "../types";

/** A message on its way: kept in this browser until the server has it. */
export interface Outgoing {
  client_id: string;
  kind: "text" | "card";
  text: string;
  card: CardRef | null;
  order_id: number | null;
  state: "pending" | "failed";
  code?: string;
}

interface ChatUi {
  seat: number;
  open: boolean;
  unread: number;
  /** What the shopper is looking at, offered as a card. */
  about: CardRef | null;
  draft: string;
  outbox: Outgoing[];
  begin(seat: number, unread: number): void;
  show(open: boolean): void;
  lookAt(about: CardRef | null): void;
  write(draft: string): void;
  queue(message: Pick<Outgoing, "kind" | "text" | "card" | "order_id">): Outgoing;
  settle(clientId: string, failed?: string): void;
  again(clientId: string): void;
  arrived(message: MessageView): void;
  seen(): void;
}

const slot = (seat: number, what: string) => `malldrill.shop.${seat}.${what}`;

/** The chat widget's own state: open or not, draft, what is not sent yet. Survives navigation and reload. */
export const useChatUi = create<ChatUi>((set, get) => {
  const keepOutbox = (outbox: Outgoing[]) => {
    keep(slot(get().seat, "outbox"), outbox.length > 0 ? outbox : null);
    set({ outbox });
  };
  return {
    seat: 0,
    open: false,
    unread: 0,
    about: null,
    draft: "",
    outbox: [],
    begin: (seat, unread) => {
      if (get().seat === seat) {
        set({ unread });
        return;
      }
      const waiting = recall<Outgoing[]>(slot(seat, "outbox"), []);
      set({
        seat,
        unread,
        open: recall(slot(seat, "open"), false),
        draft: recall(slot(seat, "draft"), ""),
        // What was pending when the page went away may or may not have arrived: the same key asks again safely.
        outbox: waiting.map((message) => (message.code ? message : { ...message, state: "failed", code: "network" })),
      });
    },
    show: (open) => {
      keep(slot(get().seat, "open"), open || null);
      set({ open });
    },
    lookAt: (about) => set({ about }),
    write: (draft) => {
      keep(slot(get().seat, "draft"), draft || null);
      set({ draft });
    },
    queue: (message) => {
      const outgoing: Outgoing = { ...message, client_id: freshId(), state: "pending" };
      keepOutbox([...get().outbox, outgoing]);
      return outgoing;
    },
    settle: (clientId, failed) =>
      keepOutbox(
        failed === undefined
          ? get().outbox.filter((message) => message.client_id !== clientId)
          : get().outbox.map((message) =>
              message.client_id === clientId ? { ...message, state: "failed", code: failed } : message,
            ),
      ),
    again: (clientId) =>
      keepOutbox(
        get().outbox.map((message) => (message.client_id === clientId ? { ...message, state: "pending" } : message)),
      ),
    arrived: (message) => {
      if (message.client_id && get().outbox.some((mine) => mine.client_id === message.client_id)) {
        get().settle(message.client_id);
      }
      if (message.author_kind === "agent") set({ unread: get().unread + 1 });
    },
    seen: () => {
      if (get().unread !== 0) set({ unread: 0 });
    },
  };
});
