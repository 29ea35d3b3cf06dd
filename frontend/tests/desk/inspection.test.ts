import { describe, expect, it } from "vitest";
import { allSellable, judged, receiptOf, tally, withExpected } from "@/desk/receipts/inspection";

const waiting = {
  consignment_id: 3, reference: "order:17", tracking_no: "HY1", pieces: 1, returned_at: "2026-11-24T01:00:00Z",
  articles: [{ ref: "line:5", count: 2 }, { ref: "line:6", count: 1 }],
};

describe("a return inspected", () => {
  it("is all sellable until somebody says otherwise", () => {
    const found = judged(allSellable(waiting), "line:5", 2, "damaged");
    expect(receiptOf(waiting, "crushed", found, " wet ").articles).toEqual([
      { ref: "line:5", verdict: "damaged", count: 2 },
      { ref: "line:6", verdict: "sellable", count: 1 },
    ]);
  });

  it("asks for the order's lines where nobody kept what was packed", () => {
    const unknown = withExpected({ ...waiting, articles: [] }, [{ id: 8 }]);
    expect(receiptOf(unknown, "intact", allSellable(unknown), "").articles).toEqual([
      { ref: "line:8", verdict: "sellable", count: 1 },
    ]);
    expect(withExpected(waiting, [{ id: 8 }])).toBe(waiting);
  });

  it("is summed up by what its units are like", () => {
    const units = (["damaged", "sellable", "sellable"] as const).map((verdict) => ({ verdict, count: 1 }));
    expect(tally(units)).toEqual([["sellable", 2], ["damaged", 1]]);
  });
});
