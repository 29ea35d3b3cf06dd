import { describe, expect, it } from "vitest";
import { available, chosenVariant } from "@/shop/catalogue/variants";
import { FILTERS, orderTone, shows } from "@/shop/orders/filters";
import { grouped, mayAskRefund, mayCancel, mayConfirm, pathOf, progressOf } from "@/shop/orders/rules";
import type { OrderDetail, ReturnView } from "@/shop/types";
import { orders } from "../mocks/orders";
import { goods } from "../mocks/shop";

const byId = (id: number): OrderDetail => {
  const found = orders("zh-CN").find((order) => order.id === id);
  if (!found) throw new Error(`no order ${id}`);
  return found;
};
const back = (state: string, path = "in_transit"): ReturnView => ({
  id: 1, order_id: 9, kind: "refund_only", path, state, reason: "late_delivery", amount_cents: 100, requested_at: "",
});

describe("an order", () => {
  it("with a label but no collection has not been sent", () => {
    const order = byId(17);
    const parcel = order.consignments[0];
    if (!parcel) throw new Error("no parcel");
    expect(pathOf({ ...order, consignments: [{ ...parcel, state: "label_created" }] })).toBe("not_dispatched");
    expect(pathOf(order)).toBe("in_transit");
    expect(pathOf({ ...order, state: "delivered" })).toBe("received");
  });

  it("may be asked back once at a time, and not when it is unpaid, closed or fully refunded", () => {
    expect(mayAskRefund(byId(17))).toBe(true);
    expect(mayAskRefund(byId(9))).toBe(false);
    expect(mayAskRefund(byId(21))).toBe(false);
    expect(mayAskRefund(byId(3))).toBe(false);
    expect(mayAskRefund({ ...byId(17), refunded_cents: byId(17).captured_cents })).toBe(false);
  });

  it("is confirmed only after the parcel was signed for", () => {
    expect(mayConfirm(byId(17))).toBe(false);
    expect(mayConfirm({ ...byId(17), state: "delivered" })).toBe(true);
  });

  it("keeps units apart that were refunded differently", () => {
    const order = byId(17);
    const [first, second] = order.lines;
    if (!first || !second) throw new Error("two units expected");
    expect(grouped(order)).toHaveLength(1);
    expect(grouped({ ...order, lines: [first, { ...second, refunded_cents: 100 }] })).toHaveLength(2);
  });

  it("is in exactly one tab, whatever its state", () => {
    for (const state of ["pending_payment", "paid", "packing", "shipped", "delivered", "completed", "archived", "cancelled", "cancel_review", "partly_shipped"]) {
      const tabs = (Object.keys(FILTERS) as (keyof typeof FILTERS)[]).filter((tab) => shows(tab, state));
      expect(tabs, state).toHaveLength(1);
      expect(orderTone(state)).toBeTruthy();
    }
  });
});

describe("a refund", () => {
  it("moves through its steps", () => {
    expect(progressOf(back("requested"))?.done).toBe(1);
    expect(progressOf(back("intercepting"))).toMatchObject({ done: 2, steps: { 2: "intercepting" } });
    expect(progressOf(back("intercept_missed"))?.done).toBe(2);
    expect(progressOf(back("returning"))?.done).toBe(3);
    expect(progressOf(back("refunding", "received"))?.done).toBe(2);
    expect(progressOf(back("refunded"))?.done).toBe(5);
    expect(progressOf(back("refused"))).toBeNull();
  });

  it("can be withdrawn until the parcel has turned round", () => {
    expect(mayCancel(back("intercepting"))).toBe(true);
    expect(mayCancel(back("returning"))).toBe(false);
  });
});

describe("a product's options", () => {
  it("lead to one variant, and say what can be had together", () => {
    const product = goods("zh-CN").find((one) => one.options.length > 1);
    if (!product) throw new Error("a product with two options expected");
    const variant = product.variants[0];
    if (!variant) throw new Error("no variant");
    expect(chosenVariant(product, {})).toBeNull();
    expect(chosenVariant(product, variant.options)?.id).toBe(variant.id);
    const [name, value] = Object.entries(variant.options)[0] ?? ["", ""];
    expect(available(product, {}, name, value)).toBe(true);
    expect(available({ ...product, variants: product.variants.map((one) => ({ ...one, stock: 0 })) }, {}, name, value)).toBe(false);
  });
});
