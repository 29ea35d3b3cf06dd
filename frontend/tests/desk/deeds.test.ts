import { describe, expect, it } from "vitest";
import { deedsFor } from "@/desk/handling/deeds";

const at = (state: string, more: { exception?: string; held_at?: string; return_of?: number } = {}) =>
  deedsFor({ state, exception: more.exception ?? null, held_at: more.held_at ?? null, return_of: more.return_of ?? null });

describe("what may be done about a parcel", () => {
  it("is holding and another address while it moves, releasing once it is held", () => {
    expect(at("in_transit")).toEqual(["hotline", "hold", "reroute"]);
    expect(at("in_transit", { held_at: "2026-11-24T01:00:00Z" })).toEqual(["hotline", "release", "reroute"]);
  });

  it("is a way back and a claim after delivery, but no return of a return", () => {
    expect(at("signed")).toEqual(["hotline", "returnWaybill", "claim"]);
    expect(at("signed", { return_of: 3 })).toEqual(["hotline", "claim"]);
  });

  it("is a claim as soon as it is lost or damaged", () => {
    expect(at("in_transit", { exception: "lost" })).toContain("claim");
    expect(at("label_created")).toEqual(["hotline", "reroute"]);
  });
});
