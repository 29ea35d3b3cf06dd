import { describe, expect, it } from "vitest";
import type { ScanView } from "@/api/types";
import { byDay, lateBy, lineOf, shortHub, type StopState, type TrackedParcel } from "@/parcel/line";

let number = 0;
const scan = (code: string, at: string, hub: string | null = null): ScanView => ({
  id: (number += 1), at: `2026-11-${at}:00Z`, code, hub, params: {}, text: code,
});
const parcel = (state: string, scans: ScanView[], more: Partial<TrackedParcel> = {}): TrackedParcel => ({
  id: 3, tracking_no: "HY0001", carrier: { id: 1, code: "HY", name: "禾邮快递", hotline: "1" }, state, exception: null,
  eta_at: null, created_at: "2026-11-18T08:00:00Z", collected_at: null, signed_at: null, signed_by: null, scans,
  work_orders: [], pieces: 1, each_piece: [], path: [], ...more,
});
/** "金华 passed" → a hub of the road the server tells. */
const road = (...hubs: string[]): TrackedParcel["path"] =>
  hubs.map((hub, index) => {
    const [name = "", state = ""] = hub.split(" ");
    return { hub_id: index + 1, name, city: name, state: state as StopState, at: null };
  });
const shape = (one: TrackedParcel) =>
  lineOf(one).map((stop) => `${stop.name ?? stop.kind} ${stop.moving ? "moving" : stop.state}`);

const onTheRoad = [
  scan("label_created", "18T08:00"),
  scan("collected", "18T10:00"),
  scan("departed", "18T20:00", "金华"),
  scan("arrived", "19T06:00", "合肥"),
];

describe("the line of a parcel", () => {
  it("begins at the shop while nobody has collected it", () => {
    expect(shape(parcel("awaiting_collection", [scan("label_created", "18T08:00")]))).toEqual(["shop here", "door ahead"]);
  });

  it("stands at the hub that scanned it last, the road ahead drawn", () => {
    const path = road("金华 passed", "合肥 here", "郑州 ahead");
    expect(shape(parcel("in_transit", onTheRoad, { path }))).toEqual([
      "shop passed", "金华 passed", "合肥 here", "郑州 ahead", "door ahead",
    ]);
  });

  it("is between two hubs after the first let it go", () => {
    const path = road("金华 passed", "合肥 passed", "郑州 ahead");
    expect(shape(parcel("in_transit", onTheRoad, { path }))).toEqual([
      "shop passed", "金华 passed", "合肥 moving", "郑州 ahead", "door ahead",
    ]);
  });

  it("marks where trouble was scanned, and where it is now", () => {
    const scans = [...onTheRoad, scan("backlog", "19T09:00", "合肥")];
    const path = road("金华 passed", "合肥 here", "郑州 ahead");
    const stops = lineOf(parcel("in_transit", scans, { exception: "delayed", path }));
    expect(stops.map((stop) => stop.trouble)).toEqual([null, null, "backlog", null, null]);
  });

  it("stands at the door from the delivery city on, and is all passed when signed for", () => {
    const path = road("金华 passed", "合肥 passed");
    const scans = [...onTheRoad, scan("arrived_city", "20T06:00", "郑州")];
    expect(shape(parcel("arrived_city", scans, { path })).at(-1)).toBe("door here");
    const signed = lineOf(
      parcel("signed", [...scans, scan("signed", "20T12:00")], { path, signed_at: "2026-11-20T12:00:00Z" }),
    );
    expect(signed.every((stop) => stop.state === "passed")).toBe(true);
    expect(signed.at(-1)?.at).toBe("2026-11-20T12:00:00Z");
  });

  it("leads back to the shop once it was stopped", () => {
    const scans = [...onTheRoad, scan("intercepted", "20T09:00"), scan("returning", "20T10:00")];
    const path = road("金华 passed", "合肥 passed", "金华 ahead");
    expect(shape(parcel("returning", scans, { path }))).toEqual([
      "shop passed", "金华 passed", "合肥 moving", "金华 ahead", "back ahead",
    ]);
    expect(shape(parcel("returned", [...scans, scan("returned", "22T10:00")], { path })).at(-1)).toBe("back passed");
  });
});

describe("what stands beside the line", () => {
  it("names a hub by its town in either language", () => {
    const words = ["转运中心", " hub"];
    expect(shortHub("郑州转运中心", words)).toBe("郑州");
    expect(shortHub("Zhengzhou hub", words)).toBe("Zhengzhou");
    expect(shortHub("转运中心", words)).toBe("转运中心");
  });

  it("measures the promise against the delivery, or against now", () => {
    const promised = "2026-11-20T12:00:00Z";
    expect(lateBy(promised, "2026-11-20T13:00:00Z", 0)).toBe(3_600_000);
    expect(lateBy(promised, null, Date.parse("2026-11-20T11:00:00Z"))).toBe(-3_600_000);
    expect(lateBy(null, null, 0)).toBeNull();
  });

  it("gathers scans by day, the newest first", () => {
    const days = byDay(onTheRoad, (at) => at.slice(8, 10));
    expect(days.map((one) => [one.day, one.scans.length])).toEqual([["19", 1], ["18", 3]]);
    expect(days[1]?.scans[0]?.code).toBe("departed");
  });
});
