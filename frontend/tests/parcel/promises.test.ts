import { describe, expect, it } from "vitest";
import { distance, type PromiseView, shownPromises } from "@/parcel/promises";

const MINUTE = 60_000;
const DUE = "2026-11-24T10:00:00+08:00";
const due = Date.parse(DUE);

const promise = (state: PromiseView["state"], more: Partial<PromiseView> = {}): PromiseView => ({
  rule: "late_delivery",
  state,
  due_at: DUE,
  broken_at: null,
  excused_minutes: 0,
  late_minutes: 0,
  ...more,
});

describe("how far a promise is from its due time", () => {
  it("is what is left while it runs, longer by what does not count", () => {
    expect(distance(promise("running"), due - 90 * MINUTE)).toEqual({ way: "left", ms: 90 * MINUTE });
    expect(distance(promise("running", { excused_minutes: 30 }), due + 10 * MINUTE)).toEqual({ way: "left", ms: 20 * MINUTE });
    expect(distance(promise("running"), due + MINUTE)).toBeNull();
  });

  it("is how much too late once broken, as the rule counts it", () => {
    expect(distance(promise("broken", { late_minutes: 61 }), due + 500 * MINUTE)).toEqual({ way: "late", ms: 61 * MINUTE });
  });

  it("is nothing once kept or excused", () => {
    expect(distance(promise("kept"), due + MINUTE)).toBeNull();
    expect(distance(promise("excused", { excused_minutes: 60 }), due + MINUTE)).toBeNull();
  });
});

it("shows no running clock of a cancelled order, but what was broken before", () => {
  const items = [promise("running"), promise("broken", { late_minutes: 5 })];
  expect(shownPromises(items, "cancelled").map((one) => one.state)).toEqual(["broken"]);
  expect(shownPromises(items, "shipped")).toHaveLength(2);
});
