import type { RateTableDetail } from "./api";

interface Area {
  provinces?: string[];
  cities?: string[];
  postcodes?: string[];
}

/** What of a table's document the page shows; the whole of it is in the rows below. */
export interface ZoneOf extends Area {
  code: string;
  zh: string;
  en: string;
  origin: string;
  mode: "first_step" | "bands" | "per_kg" | "flat";
  first_g: number;
  first_cents: number;
  step_g: number;
  step_cents: number;
  min_cents?: number;
  bands?: { from_g: number; to_g: number; cents: number }[];
  transit_h?: number | null;
}

// A document leaves out what is usual.
const USUAL = { mode: "first_step", origin: "", first_g: 1000, first_cents: 0, step_g: 1000, step_cents: 0 } as const;

export const zonesOf = (table: RateTableDetail): ZoneOf[] => {
  const zones = table.document["zones"];
  return Array.isArray(zones) ? (zones as ZoneOf[]).map((zone) => ({ ...USUAL, ...zone })) : [];
};

/** The first-weight cell: weight and price, or the ladder's ends. */
export function firstOf(zone: ZoneOf, money: (cents: number) => string, kg: (grams: number) => string): string {
  if (zone.mode === "flat") return money(zone.first_cents);
  if (zone.mode === "per_kg") return zone.min_cents ? `≥ ${money(zone.min_cents)}` : "—";
  if (zone.mode === "bands") {
    const last = zone.bands?.at(-1);
    const first = zone.bands?.[0];
    return first && last ? `${money(first.cents)} … ${money(last.cents)} (≤ ${kg(last.to_g)} kg)` : "—";
  }
  return `${money(zone.first_cents)} / ${kg(zone.first_g)} kg`;
}

/** The further-weight cell. */
export function furtherOf(zone: ZoneOf, money: (cents: number) => string, kg: (grams: number) => string): string {
  return zone.mode === "flat" || zone.step_cents === 0 ? "—" : `${money(zone.step_cents)} / ${kg(zone.step_g)} kg`;
}
