import type { Tone } from "@/ui/Chip";

const DONE = new Set(["resolved", "closed", "merged", "cancelled"]);

/** Colour of a ticket's state; the words beside it say the same. */
export const ticketTone = (state: string): Tone =>
  DONE.has(state) ? "green" : state === "on_hold" ? "blue" : state === "new" ? "amber" : "brand";
