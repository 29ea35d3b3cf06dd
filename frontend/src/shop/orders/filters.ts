import type { Tone } from "../ui/bits";

/** The tabs of "my orders", each with the states it shows. */
export const FILTERS = {
  unpaid: ["pending_payment"],
  toShip: ["paid", "packing", "cancel_review"],
  toReceive: ["partly_shipped", "shipped", "delivered"],
  completed: ["completed", "archived"],
  closed: ["cancelled"],
} as const satisfies Record<string, readonly string[]>;

export type Filter = keyof typeof FILTERS;

export const isFilter = (name: string | null): name is Filter => name !== null && name in FILTERS;

export const shows = (filter: Filter | null, state: string): boolean =>
  filter === null || (FILTERS[filter] as readonly string[]).includes(state);

export function orderTone(state: string): Tone {
  if (shows("unpaid", state)) return "warn";
  if (shows("toShip", state)) return "info";
  if (shows("toReceive", state)) return "brand";
  return shows("completed", state) ? "good" : "plain";
}
