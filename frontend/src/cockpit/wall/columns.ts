import type { Tile } from "../types";

export type Column =
  | "name" | "waiting" | "active" | "closed" | "longest" | "first" | "average" | "csat" | "cases" | "payouts";

export interface Sort {
  column: Column;
  descending: boolean;
}

/** What a column is sorted by; null is "not measured" and always comes last. */
const VALUES: Record<Exclude<Column, "name">, (tile: Tile) => number | null> = {
  waiting: (tile) => tile.waiting,
  active: (tile) => tile.active,
  closed: (tile) => tile.closed,
  longest: (tile) => tile.longest_wait_ms,
  first: (tile) => tile.first_reply_ms,
  average: (tile) => tile.average_reply_ms,
  csat: (tile) => tile.csat,
  cases: (tile) => tile.cases_ended,
  payouts: (tile) => tile.payouts_cents,
};

export const COLUMNS: readonly Column[] = ["name", ...(Object.keys(VALUES) as Exclude<Column, "name">[])];

/** Worst first: who has let somebody wait longest. */
export const WORST_WAITING: Sort = { column: "longest", descending: true };

/** The order a first click gives: names from A, satisfaction from the lowest, the rest from the highest. */
export const firstOrder = (column: Column): Sort => ({ column, descending: column !== "name" && column !== "csat" });

export function compareTiles(sort: Sort, language: string): (a: Tile, b: Tile) => number {
  const names = new Intl.Collator(language);
  const sign = sort.descending ? -1 : 1;
  return (a, b) => {
    if (sort.column === "name") return sign * names.compare(a.name, b.name) || a.place_id - b.place_id;
    const [left, right] = [VALUES[sort.column](a), VALUES[sort.column](b)];
    if (left === null || right === null) {
      if (left !== right) return left === null ? 1 : -1;
    } else if (left !== right) return sign * (left - right);
    return b.waiting - a.waiting || a.place_id - b.place_id;
  };
}
