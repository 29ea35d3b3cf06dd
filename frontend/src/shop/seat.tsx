import { createContext, type ReactNode, useContext } from "react";
import type { LiveState, LiveStore, SeatFeed } from "@/live/store";
import type { ShopApi } from "./api";
import type { ConversationView, ShopSnapshot } from "./types";

export interface SeatValue {
  seat: number;
  api: ShopApi;
  snapshot: ShopSnapshot;
  live: LiveStore;
  feed: SeatFeed;
}

const SeatContext = createContext<SeatValue | null>(null);

/** The shopper's place everything below is seen from. */
export function SeatProvider({ value, children }: { value: SeatValue; children: ReactNode }) {
  return <SeatContext value={value}>{children}</SeatContext>;
}

export function useSeat(): SeatValue {
  const value = useContext(SeatContext);
  if (!value) throw new Error("no seat above");
  return value;
}

/** A part of what is live at this seat. */
export function useLive<T>(pick: (state: LiveState) => T): T {
  const { live } = useSeat();
  return live(pick);
}

const newest = (state: LiveState): ConversationView | null =>
  Object.values(state.views.conversations).reduce<ConversationView | null>(
    (latest, item) => (latest === null || item.id > latest.id ? item : latest),
    null,
  );

/** The shopper's conversation: the running one, else the last. */
export const useConversation = (): ConversationView | null => useLive(newest);
