import { describe, expect, it } from "vitest";
import { groupsOf, NOTHING, orderOf } from "@/cockpit/inject/kinds";

const days = { name: "days" as const, least: 1, most: 7, default: 2 };
const hub = { name: "hub_id" as const, least: null, most: null, default: null };
const kind = (name: string, params: (typeof days | typeof hub)[]) => ({ kind: name, params, clears: true, force_majeure: false });

describe("an incident to be fired", () => {
  it("is asked with its own parameters only, the usual where nothing was chosen", () => {
    expect(orderOf(kind("storm", [hub, days]), { ...NOTHING, count: 9 })).toEqual({ kind: "storm", days: 2 });
    expect(orderOf(kind("storm", [hub, days]), { ...NOTHING, hub_id: 4, days: 30 })).toEqual({ kind: "storm", hub_id: 4, days: 7 });
  });

  it("stands in its group, also when this page does not know it yet", () => {
    const groups = groupsOf([kind("storm", []), kind("meteor", []), kind("courier_rude", [])]);
    expect(groups).toEqual([
      { group: "road", kinds: ["storm"] },
      { group: "parcel", kinds: ["meteor"] },
      { group: "door", kinds: ["courier_rude"] },
    ]);
  });
});
