/** What the order page offers; the server decides again. */
import type { OrderDetail, ReturnView } from "../types";

export type Path = "not_dispatched" | "in_transit" | "received";

const OPEN = new Set(["requested", "approved", "intercepting", "intercept_missed", "returning", "refunding"]);

export const openReturn = (order: OrderDetail): ReturnView | null =>
  order.returns.find((item) => OPEN.has(item.state)) ?? null;

/** Where the goods are, as far as a refund is concerned; a label alone is not yet sent. */
export function pathOf(order: OrderDetail): Path {
  if (["delivered", "completed", "archived"].includes(order.state)) return "received";
  const parcel = order.consignments.at(-1);
  if (!parcel || ["label_created", "awaiting_collection", "cancelled"].includes(parcel.state)) return "not_dispatched";
  return parcel.state === "signed" ? "received" : "in_transit";
}

export const mayAskRefund = (order: OrderDetail): boolean =>
  !["pending_payment", "cancelled", "archived", "cancel_review"].includes(order.state) &&
  order.captured_cents > order.refunded_cents &&
  openReturn(order) === null;

export const mayConfirm = (order: OrderDetail): boolean => order.state === "delivered";

export const mayCancel = (item: ReturnView): boolean =>
  ["requested", "intercepting", "intercept_missed"].includes(item.state);

export const REASONS: Record<Path, readonly string[]> = {
  not_dispatched: ["late_dispatch", "changed_mind", "other"],
  in_transit: ["late_delivery", "lost", "changed_mind", "other"],
  received: ["not_received", "damaged", "wrong_item", "quality", "changed_mind", "other"],
};

const STEPS: Record<string, readonly string[]> = {
  not_dispatched: ["requested", "approved", "refunded"],
  in_transit: ["requested", "approved", "intercepting", "returning", "refunded"],
  received: ["requested", "approved", "refunded"],
};

/** The steps of a refund and how many of them are behind us; null when it ended without one. */
export function progressOf(item: ReturnView): { steps: readonly string[]; done: number } | null {
  if (["refused", "cancelled", "closed"].includes(item.state)) return null;
  const steps = STEPS[item.path] ?? ["requested", "approved", "refunded"];
  if (item.state === "refunded") return { steps, done: steps.length };
  const now = { intercept_missed: "intercepting", refunding: "refunded" }[item.state] ?? item.state;
  const at = steps.indexOf(now);
  return { steps, done: now === "requested" ? 1 : Math.max(at, 1) };
}

export interface Line {
  key: string;
  line: OrderDetail["lines"][number];
  units: number;
}

/** Units of the same thing in the same condition together: an order keeps one line per unit. */
export function grouped(order: OrderDetail): Line[] {
  const groups = new Map<string, Line>();
  for (const line of order.lines) {
    const key = JSON.stringify([line.product_id, line.options, line.paid_cents, line.refunded_cents, line.aftersale]);
    const group = groups.get(key);
    if (group) group.units += 1;
    else groups.set(key, { key, line, units: 1 });
  }
  return [...groups.values()];
}
