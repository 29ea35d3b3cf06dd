/** Mall times are shown in the mall's own zone, whatever the computer's clock is set to. */
export const MALL_ZONE = "Asia/Shanghai";

const formats = new Map<string, Intl.DateTimeFormat>();

function parts(at: string | number, zone: string): Record<string, string> {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    formats.set(zone, format);
  }
  return Object.fromEntries(format.formatToParts(new Date(at)).map((part) => [part.type, part.value]));
}

/** "09-21 14:13" */
export function dayTime(at: string | number | null | undefined, zone: string = MALL_ZONE): string {
  if (at === null || at === undefined) return "—";
  const p = parts(at, zone);
  return `${p["month"]}-${p["day"]} ${p["hour"]}:${p["minute"]}`;
}

/** "14:13" */
export function clockTime(at: string | number | null | undefined, zone: string = MALL_ZONE): string {
  if (at === null || at === undefined) return "—";
  const p = parts(at, zone);
  return `${p["hour"]}:${p["minute"]}`;
}

/** "09-21" */
export function day(at: string | number | null | undefined, zone: string = MALL_ZONE): string {
  if (at === null || at === undefined) return "—";
  const p = parts(at, zone);
  return `${p["month"]}-${p["day"]}`;
}

/** "2026-09-21" */
export function fullDay(at: string | number | null | undefined, zone: string = MALL_ZONE): string {
  if (at === null || at === undefined) return "—";
  const p = parts(at, zone);
  return `${p["year"]}-${p["month"]}-${p["day"]}`;
}

/** A span as a clock: 65 000 → "01:05", above an hour "1:01:05". */
export function stopwatch(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = total % 60;
  const two = (n: number) => String(n).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${two(minutes)}:${two(seconds)}`;
}

/** Whole seconds of a span, or a dash when it was not measured. */
export function seconds(ms: number | null | undefined): string {
  return ms === null || ms === undefined ? "—" : `${Math.round(ms / 1000)}s`;
}

/** A span in the largest two fitting units, as numbers: {days, hours, minutes}. */
export function spanParts(ms: number): { days: number; hours: number; minutes: number } {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  return { days: Math.floor(minutes / 1440), hours: Math.floor((minutes % 1440) / 60), minutes: minutes % 60 };
}
