import type { OrderDetail } from "@/api/types";

/** The late credit of the policy card P3: 5 % of what was paid, at least 1 and at most 30 yuan, whole cents. */
export function lateCreditCents(paidCents: number): number {
  return Math.min(3000, Math.max(100, Math.round(paidCents * 0.05)));
}

/** Where the goods are, which decides how a refund goes. */
export function refundPath(order: OrderDetail): "not_dispatched" | "in_transit" | "received" {
  const parcel = order.consignments.at(-1);
  if (order.state === "paid" || order.state === "packing") return "not_dispatched";
  if (!parcel || parcel.state === "label_created" || parcel.state === "awaiting_collection") return "not_dispatched";
  if (parcel.state === "signed" || ["delivered", "completed", "archived"].includes(order.state)) return "received";
  return "in_transit";
}

/** What is left to refund. */
export const refundableCents = (order: OrderDetail): number => Math.max(0, order.captured_cents - order.refunded_cents);

/** What this order already had of an agent's own limit: goodwill, freight and difference payouts, and goodwill coupons. */
export function usedOfLimitCents(order: OrderDetail): number {
  const payouts = order.payouts
    .filter((payout) => payout.reason !== "late_credit" && payout.state !== "declined")
    .reduce((sum, payout) => sum + payout.amount_cents, 0);
  const coupons = order.coupons
    .filter((coupon) => coupon.kind === "goodwill")
    .reduce((sum, coupon) => sum + coupon.amount_cents, 0);
  return payouts + coupons;
}
