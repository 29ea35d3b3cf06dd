import type { IncidentKind, IncidentOrder } from "../types";

/** Where in the shop's work an incident happens; kinds this page does not know yet stand with the parcels. */
const GROUPS = {
  road: ["hub_backlog", "storm", "carrier_strike", "sorting_error", "customs_hold", "no_collection"],
  parcel: ["lost", "damaged", "address_problem", "redirect"],
  door: ["fake_delivery", "locker_dispute", "station_drop", "courier_rude", "parcel_refused"],
  shop: ["wrong_item", "rate_table_wrong", "stocktake_difference"],
} as const;

export type GroupName = keyof typeof GROUPS;

export function groupsOf(kinds: readonly IncidentKind[]): { group: GroupName; kinds: string[] }[] {
  const known = new Set<string>(Object.values(GROUPS).flat());
  return (Object.keys(GROUPS) as GroupName[])
    .map((group) => ({
      group,
      kinds: kinds
        .map((one) => one.kind)
        .filter((kind) => (GROUPS[group] as readonly string[]).includes(kind) || (group === "parcel" && !known.has(kind))),
    }))
    .filter((one) => one.kinds.length > 0);
}

export interface Chosen {
  hub_id: number | null;
  carrier_id: number | null;
  days: number | null;
  count: number | null;
}

export const NOTHING: Chosen = { hub_id: null, carrier_id: null, days: null, count: null };

/** What is asked of the server: only the parameters the kind has, numbers kept within what it allows. */
export function orderOf(kind: IncidentKind, chosen: Chosen): IncidentOrder {
  const order: IncidentOrder = { kind: kind.kind };
  for (const param of kind.params) {
    const name = param.name as keyof Chosen;
    const value = chosen[name] ?? param.default;
    if (value === null) continue;
    order[name] = Math.min(param.most ?? value, Math.max(param.least ?? value, value));
  }
  return order;
}
