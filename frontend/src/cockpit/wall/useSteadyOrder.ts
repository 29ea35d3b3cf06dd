import { useMemo, useState } from "react";

interface Steady<T> {
  rows: T[];
  /** How many rows would stand elsewhere in the true order. */
  moved: number;
  apply: () => void;
}

/**
 * Rows in order, but never moving under a hand: while `hold` is true the order stays as it was, new rows come last,
 * and `moved` says how many would change places. Letting go, or `apply`, takes the true order.
 */
export function useSteadyOrder<T>(
  items: readonly T[],
  idOf: (item: T) => number,
  compare: (a: T, b: T) => number,
  hold: boolean,
): Steady<T> {
  const sorted = useMemo(() => [...items].sort(compare), [items, compare]);
  const [kept, setKept] = useState<{ ids: readonly number[]; compare: typeof compare } | null>(null);
  const current = { ids: sorted.map(idOf), compare };

  if (!hold && kept) setKept(null);
  if (hold && !kept) setKept(current);
  // Sorting by another column is a wish of the same hand.
  if (hold && kept && kept.compare !== compare) setKept(current);

  if (!hold || !kept || kept.compare !== compare) return { rows: sorted, moved: 0, apply: () => undefined };
  const place = new Map(kept.ids.map((id, index) => [id, index]));
  const last = kept.ids.length;
  const rows = [...sorted].sort((a, b) => (place.get(idOf(a)) ?? last) - (place.get(idOf(b)) ?? last));
  const moved = rows.filter((row, index) => {
    const there = sorted[index];
    return there === undefined || idOf(row) !== idOf(there);
  }).length;
  return { rows, moved, apply: () => setKept(current) };
}
