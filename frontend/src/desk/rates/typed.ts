import { centsOf } from "@/lib/money";
import type { QuoteFor } from "./api";

/** The fields of the quote dialog as typed: kg, cm, yuan. */
export interface Typed {
  province: string;
  city: string;
  kg: string;
  cm: string;
  insured: string;
}

const NUMBER = /^\d{1,4}(?:\.\d{1,3})?$/;

/** "3.2" → 3200 g; null when it is no weight. */
export function gramsOf(kg: string): number | null {
  const typed = kg.trim();
  if (!NUMBER.test(typed)) return null;
  const grams = Math.round(Number(typed) * 1000);
  return grams > 0 && grams <= 1_000_000 ? grams : null;
}

/** "40x30x30", "40 × 30 × 30" or "40*30*30" cm → [400, 300, 300] mm; null when it is no size. */
export function sizeOf(cm: string): [number, number, number] | null {
  const parts = cm.trim().split(/\s*[x×*X\s]\s*/);
  const sides = parts.map((part) => (NUMBER.test(part) ? Math.round(Number(part) * 10) : 0));
  const [a, b, c, more] = sides;
  return a && b && c && more === undefined ? [a, b, c] : null;
}

/** 3200 → "3.2" */
export const kgOf = (grams: number): string => String(Math.round(grams) / 1000);

/** [400, 300, 300] → "40 × 30 × 30" */
export const cmOf = (sides: readonly number[]): string => sides.map((side) => side / 10).join(" × ");

/** What to ask the server; null while a field is not a number. */
export function askOf(typed: Typed): QuoteFor | null {
  const weight = gramsOf(typed.kg);
  const size = sizeOf(typed.cm);
  const insured = typed.insured.trim() === "" ? 0 : centsOf(typed.insured);
  if (weight === null || size === null || insured === null || typed.province.trim() === "") return null;
  const [length_mm, width_mm, height_mm] = size;
  return {
    province: typed.province.trim(), city: typed.city.trim(), weight_g: weight,
    length_mm, width_mm, height_mm, insured_cents: insured,
  };
}
