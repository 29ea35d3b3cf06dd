import i18next from "i18next";
import { spanParts } from "@/lib/time";

/** A span in words: "2 天 5 小时", "35 min". */
export function spanWords(ms: number): string {
  const { days, hours, minutes } = spanParts(ms);
  const word = (unit: "days" | "hours" | "minutes", n: number) => i18next.t(`common.time.${unit}`, { n });
  if (days > 0) return hours > 0 ? `${word("days", days)} ${word("hours", hours)}` : word("days", days);
  if (hours > 0) return minutes > 0 && hours < 6 ? `${word("hours", hours)} ${word("minutes", minutes)}` : word("hours", hours);
  return word("minutes", minutes);
}
