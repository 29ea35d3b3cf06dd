import { yuan } from "@/lib/money";

/** Figures as an instructor reads them at a glance; what was not measured is a dash. */
export const seconds = (ms: number | null, unit: (count: number) => string): string =>
  ms === null ? "—" : unit(Math.round(ms / 1000));

export const share = (part: number | null): string => (part === null ? "—" : `${Math.round(part * 100)}%`);

export const stars = (value: number | null): string => (value === null ? "—" : value.toFixed(1));

export const amount = (cents: number): string => (cents === 0 ? "0" : `¥${yuan(cents)}`);

/** The mean of what was measured, null when nothing was. */
export function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value): value is number => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
