import { expect, it } from "vitest";
import { handedOver } from "@/desk/side/handedOver";

const at = (...times: (string | null)[]) => handedOver({ consignments: times.map((collected_at) => ({ collected_at })) });

it("an order is handed over when its last parcel is collected, not when a label is printed", () => {
  expect(at()).toBeNull();
  expect(at(null)).toBeNull();
  expect(at("2026-11-24T01:00:00Z", null)).toBeNull();
  expect(at("2026-11-24T03:00:00Z", "2026-11-24T01:00:00Z")).toBe("2026-11-24T03:00:00Z");
});
