import type { components } from "@/api/schema";

export type PromiseView = components["schemas"]["PromiseView"];
type State = PromiseView["state"];

const MINUTE = 60_000;
/** Orders whose clocks no longer run, whatever became of them. */
const OVER = new Set(["cancelled", "closed"]);

/** The promises worth showing: a clock still running says nothing about an order that is over. */
export function shownPromises(items: readonly PromiseView[], orderState: string): PromiseView[] {
  return items.filter((one) => one.state !== "running" || !OVER.has(orderState));
}

/** How far a promise is from its due time: what is left while it runs, how much too late once broken, else nothing. */
export function distance(one: PromiseView, nowMs: number): { way: "left" | "late"; ms: number } | null {
  if (one.state === "broken") return one.late_minutes > 0 ? { way: "late", ms: one.late_minutes * MINUTE } : null;
  if (one.state !== "running") return null;
  const left = Date.parse(one.due_at) + one.excused_minutes * MINUTE - nowMs;
  return left > 0 ? { way: "left", ms: left } : null;
}

/** What a state looks like, in the words both design systems have a colour for. */
export const PROMISE_TONES: Record<State, "neutral" | "green" | "amber" | "red"> = {
  running: "neutral",
  kept: "green",
  excused: "amber",
  broken: "red",
};
