import type { ConsignmentView, ScanView } from "@/api/types";

export type StopState = "passed" | "here" | "ahead";

export type TrackedParcel = ConsignmentView;

/** One station of the line: the shop, a hub, the door; after a return the shop again. */
export interface Stop {
  key: string;
  kind: "shop" | "hub" | "door" | "back";
  /** Null where the catalogue has the word (shop, door). */
  name: string | null;
  state: StopState;
  at: string | null;
  /** When the timetable expects the parcel here, while it is ahead. */
  dueAt: string | null;
  /** The code of the last trouble scanned here. */
  trouble: string | null;
  /** The parcel is on the road between this station and the next. */
  moving: boolean;
}

export const TROUBLE_SCANS: ReadonlySet<string> = new Set([
  "delayed", "backlog", "storm_hold", "address_problem", "refused", "damaged", "lost", "missorted", "customs_hold",
  "strike", "stranded", "weather_hold", "no_update",
]);
const AT_DOOR = new Set(["arrived_city", "out_for_delivery", "ready_to_collect", "signed"]);
const GOING_BACK = new Set(["intercepted", "returning", "returned"]);
const GRAVE = new Set(["lost", "damaged", "refused"]);

/** How loud a trouble is: red for what will not mend by waiting. */
export const isGrave = (code: string | null): boolean => code !== null && GRAVE.has(code);

/** A hub by its town: short enough for a narrow line. `suffixes` are the words for "hub" in both languages. */
export function shortHub(name: string, suffixes: readonly string[]): string {
  const found = suffixes.find((suffix) => suffix !== "" && name.endsWith(suffix) && name.length > suffix.length);
  return found ? name.slice(0, -found.length).trim() : name;
}

export const oldestFirst = (scans: readonly ScanView[]): ScanView[] =>
  [...scans].sort((a, b) => a.at.localeCompare(b.at) || a.id - b.id);

interface Visit {
  at: string | null;
  trouble: string | null;
}

const blank = (kind: Stop["kind"], key: string, name: string | null): Stop => ({
  key, kind, name, state: "ahead", at: null, dueAt: null, trouble: null, moving: false,
});

function visitsOf(scans: readonly ScanView[]): Map<string, Visit> {
  const visits = new Map<string, Visit>();
  for (const scan of scans) {
    if (!scan.hub || AT_DOOR.has(scan.code) || scan.code === "collected") continue;
    const visit = visits.get(scan.hub) ?? { at: scan.at, trouble: null };
    if (TROUBLE_SCANS.has(scan.code)) visit.trouble = scan.code;
    visits.set(scan.hub, visit);
  }
  return visits;
}

/** Lets exactly one station be "here", or one be left and not yet followed (`moving`). */
function place(stops: Stop[], at: number, moving: boolean): void {
  stops.forEach((stop, index) => {
    stop.state = index < at || (index === at && moving) ? "passed" : index === at ? "here" : "ahead";
    stop.moving = index === at && moving;
  });
}

/** The stations of a parcel from the shop by the hubs of its road to the door, or back. */
export function lineOf(parcel: TrackedParcel): Stop[] {
  const scans = oldestFirst(parcel.scans);
  const visits = visitsOf(scans);
  const collectedAt = parcel.collected_at ?? scans.find((scan) => scan.code === "collected")?.at ?? null;
  const planned = parcel.path;
  const back = GOING_BACK.has(parcel.state) || scans.some((scan) => GOING_BACK.has(scan.code));
  const shop = { ...blank("shop", "shop", null), at: collectedAt };
  const hubs = planned.map((hub, index): Stop => {
    const stop = blank("hub", `hub-${index}`, hub.name);
    if (hub.state === "ahead") return { ...stop, dueAt: hub.at };
    const visit = visits.get(hub.name);
    return { ...stop, at: visit?.at ?? hub.at, trouble: visit?.trouble ?? null };
  });
  const reached = planned.map((hub) => hub.state !== "ahead").lastIndexOf(true);
  const last = scans.at(-1);
  const end = blank(back ? "back" : "door", "end", null);
  const stops = [shop, ...hubs, end];
  const atDoor = scans.filter((scan) => AT_DOOR.has(scan.code));
  if (back) {
    if (parcel.state === "returned") {
      end.at = last?.at ?? null;
      place(stops, stops.length, false);
    } else place(stops, reached + 1, planned[reached]?.state !== "here");
  } else if (parcel.state === "signed") {
    end.at = parcel.signed_at;
    place(stops, stops.length, false);
  } else if (atDoor.length > 0) {
    end.at = atDoor[0]?.at ?? null;
    place(stops, stops.length - 1, false);
  } else {
    // Between scans of hubs it is on the road; what was never collected has not left the shop.
    place(stops, reached + 1, reached < 0 ? parcel.state === "in_transit" : planned[reached]?.state === "passed");
  }
  for (const stop of stops) {
    const current = stop.state === "here" || stop.moving;
    if (current && parcel.exception) stop.trouble = stop.trouble ?? parcel.exception;
    if (current && !parcel.exception && stop.kind !== "hub") stop.trouble = null;
  }
  return stops;
}

/** How far the promise is missed (positive) or still ahead (negative), in ms; null where nothing was promised. */
export function lateBy(promisedAt: string | null, endAt: string | null, now: number): number | null {
  if (promisedAt === null) return null;
  return (endAt === null ? now : Date.parse(endAt)) - Date.parse(promisedAt);
}

export interface DayOfScans {
  day: string;
  scans: ScanView[];
}

/** Scans newest first, gathered by day. */
export function byDay(scans: readonly ScanView[], dayOf: (at: string) => string): DayOfScans[] {
  const days: DayOfScans[] = [];
  for (const scan of oldestFirst(scans).reverse()) {
    const day = dayOf(scan.at);
    const open = days.at(-1);
    if (open?.day === day) open.scans.push(scan);
    else days.push({ day, scans: [scan] });
  }
  return days;
}
