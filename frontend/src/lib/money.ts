/** Cents as an amount of yuan: 1495 → "14.95", 2000 → "20". */
export function yuan(cents: number): string {
  const whole = Math.trunc(Math.abs(cents) / 100);
  const rest = Math.abs(cents) % 100;
  const text = rest === 0 ? String(whole) : `${whole}.${String(rest).padStart(2, "0")}`;
  return cents < 0 ? `-${text}` : text;
}

/** Cents with the currency sign, always with two decimals: 2000 → "¥20.00". */
export function money(cents: number): string {
  const sign = cents < 0 ? "-" : "";
  const whole = String(Math.trunc(Math.abs(cents) / 100)).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${sign}¥${whole}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;
}

/** What a person typed as yuan, in cents; null when it is no amount. */
export function centsOf(typed: string): number | null {
  const match = /^\s*(\d{1,7})(?:[.](\d{1,2}))?\s*$/.exec(typed);
  if (!match) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0") || 0);
}
