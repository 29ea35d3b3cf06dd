import { create } from "zustand";
import type { Place } from "../types";

/** Projector mode: for eyes at the back of the room, with no names on the wall. */
export const useProjector = create<{ on: boolean; toggle: () => void }>((set, get) => ({
  on: false,
  toggle: () => set({ on: !get().on }),
}));

/** Two-figure numbers of the desks, in the order people joined. */
export const seatNumbers = (places: readonly Place[]): ReadonlyMap<number, string> =>
  new Map(places.map((place, index) => [place.id, String(index + 1).padStart(2, "0")]));
