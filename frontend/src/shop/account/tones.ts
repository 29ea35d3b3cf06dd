import type { Tone } from "../ui/bits";

export const ticketTone = (state: string): Tone =>
  state === "resolved" || state === "closed" ? "good" : state === "cancelled" || state === "merged" ? "plain" : "info";
