import { describe, expect, it } from "vitest";
import type { BenchLine, BenchOrder, PickLine, QueueRow } from "@/desk/warehouse/api";
import { firstToPick, kilograms, nextToPack, nextToPick, stageOf } from "@/desk/warehouse/rules";
import { staleKeys } from "@/live/stale";

const row = (id: number, step: string) => ({ id, step }) as QueueRow;
const unit = (wanted: number, scanned: number) => ({ wanted, scanned, picked: scanned }) as BenchLine & PickLine;
const order = (step: string, lines: BenchLine[] = [], prints: number | null = null) =>
  ({ step, lines, waybill: prints === null ? null : { prints } }) as BenchOrder;

describe("the warehouse", () => {
  it("selects the most urgent orders that wait, in the order of the queue", () => {
    const rows = [row(3, "waiting"), row(1, "held"), row(7, "picked"), row(2, "waiting"), row(9, "waiting")];
    expect(firstToPick(rows, 2)).toEqual([3, 2]);
  });

  it("walks from one missing unit to the next", () => {
    const lines = [unit(2, 2), unit(1, 0), unit(1, 0)];
    expect(nextToPick(lines)).toBe(lines[1]);
    expect(nextToPack([unit(1, 1)])).toBeNull();
  });

  it("knows which step of the bench an order waits for", () => {
    expect(stageOf(order("picked", [unit(1, 0)]))).toBe("scan");
    expect(stageOf(order("picked", [unit(1, 1)]))).toBe("carton");
    expect(stageOf(order("packed"))).toBe("weigh");
    expect(stageOf(order("weighed"))).toBe("waybill");
    expect(stageOf(order("labelled", [], 0))).toBe("print");
    expect(stageOf(order("labelled", [], 2))).toBe("ship");
    expect(stageOf(order("held"))).toBeNull();
    expect(stageOf(order("shipped", [], 1))).toBeNull();
  });

  it("shows grams as kilograms", () => {
    expect([kilograms(1234), kilograms(50)]).toEqual(["1.23", "0.05"]);
  });

  it("is fetched again when an order comes or somebody works at the bench, not when a parcel moves on the road", () => {
    const event = (kind: string, data: Record<string, unknown>) =>
      ({ kind, data, seq: 1, desk_ms: 0, mall_at: "", actor: "system", subject: "", v: 1, prev: 0 }) as never;
    expect(staleKeys(event("shop.order.paid", { order_id: 1, shopper_id: 2 }))).toContainEqual(["warehouse"]);
    expect(staleKeys(event("shop.warehouse.unit_picked", { wave_id: 1 }))).toContainEqual(["warehouse"]);
    expect(staleKeys(event("shop.warehouse.taken_over", { by: "trainee" }))).toContainEqual(["warehouse"]);
    expect(staleKeys(event("logistics.parcel.scanned", { reference: "order:1" }))).not.toContainEqual(["warehouse"]);
    expect(staleKeys(event("shop.order.parcel_moved", { order_id: 1 }))).not.toContainEqual(["warehouse"]);
  });
});
