import type { TrackedParcel } from "@/parcel/line";

export type Deed = "hotline" | "hold" | "release" | "reroute" | "returnWaybill" | "claim";

const MOVING = new Set(["collected", "in_transit", "arrived_city", "out_for_delivery", "ready_to_collect"]);
const UNSENT = new Set(["label_created", "awaiting_collection"]);

/** What makes sense for a parcel as it stands; the server decides once more. */
export function deedsFor(parcel: Pick<TrackedParcel, "state" | "exception" | "held_at" | "return_of">): Deed[] {
  const deeds: Deed[] = ["hotline"];
  const under = MOVING.has(parcel.state);
  if (parcel.held_at) deeds.push("release");
  else if (under) deeds.push("hold");
  if (under || UNSENT.has(parcel.state)) deeds.push("reroute");
  if (parcel.state === "signed" && !parcel.return_of) deeds.push("returnWaybill");
  if (parcel.exception === "lost" || parcel.exception === "damaged" || ["signed", "lost_closed", "returned"].includes(parcel.state)) {
    deeds.push("claim");
  }
  return deeds;
}
