import { describe, expect, it } from "vitest";
import { firstOf, furtherOf, type ZoneOf } from "@/desk/rates/document";
import { askOf, cmOf, gramsOf, kgOf, sizeOf } from "@/desk/rates/typed";
import { money } from "@/lib/money";

describe("what is typed into the quote dialog", () => {
  it("reads kilograms as grams, and refuses what is no weight", () => {
    expect(gramsOf("3.2")).toBe(3200);
    expect(["", "0", "-1", "3,2", "3.2kg"].map(gramsOf)).toEqual([null, null, null, null, null]);
    expect(kgOf(3200)).toBe("3.2");
  });

  it("reads sides in centimetres however they are joined", () => {
    for (const cm of ["40x30x30", "40 × 30 × 30", "40*30*30", "40 30 30"]) expect(sizeOf(cm)).toEqual([400, 300, 300]);
    expect(["40x30", "40x30x0", "1x2x3x4"].map(sizeOf)).toEqual([null, null, null]);
    expect(cmOf([400, 305, 300])).toBe("40 × 30.5 × 30");
  });

  it("asks only when every field is there", () => {
    const typed = { province: "四川省", city: "成都市", kg: "3.2", cm: "40x30x30", insured: "" };
    expect(askOf(typed)).toMatchObject({ weight_g: 3200, length_mm: 400, insured_cents: 0 });
    expect(askOf({ ...typed, insured: "500" })?.insured_cents).toBe(50_000);
    expect(askOf({ ...typed, kg: "" })).toBeNull();
    expect(askOf({ ...typed, insured: "lots" })).toBeNull();
  });
});

describe("a zone in the rate table", () => {
  const zone: ZoneOf = {
    code: "3", zh: "", en: "", origin: "", mode: "first_step", first_g: 1000, first_cents: 1200, step_g: 1000, step_cents: 700,
  };
  it("says its price by its mode", () => {
    expect([firstOf(zone, money, kgOf), furtherOf(zone, money, kgOf)]).toEqual(["¥12.00 / 1 kg", "¥7.00 / 1 kg"]);
    expect(furtherOf({ ...zone, mode: "flat" }, money, kgOf)).toBe("—");
    const bands = [{ from_g: 0, to_g: 500, cents: 300 }, { from_g: 500, to_g: 3000, cents: 900 }];
    expect(firstOf({ ...zone, mode: "bands", bands }, money, kgOf)).toBe("¥3.00 … ¥9.00 (≤ 3 kg)");
  });
});
