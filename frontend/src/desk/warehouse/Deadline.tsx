import { AlarmClock, Clock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { mallNow, useTick } from "@/live/clock";
import { dayTime, spanParts } from "@/lib/time";
import { Chip, type Tone } from "@/ui/Chip";
import { useLive } from "../state/seat";

const TONES: Record<string, Tone> = { late: "red", soon: "amber", fine: "green", none: "neutral" };

/** How long an order has left until it must leave, or how late it is; it ticks. */
export function Deadline({ due, standing }: { due: string | null; standing: string }) {
  const { t } = useTranslation();
  useTick();
  const clock = useLive((state) => state.clock);
  if (!due) return <Chip>{t("warehouse.due.none")}</Chip>;
  const left = Date.parse(due) - (clock ? mallNow(clock) : Date.parse(due));
  const now = clock ? (left < 0 ? "late" : left <= 4 * 3_600_000 ? "soon" : "fine") : standing;
  const { days, hours, minutes } = spanParts(Math.abs(left));
  const kind = days > 0 ? "days" : hours > 0 ? "hours" : "minutes";
  const span = t(`warehouse.span.${kind}`, { days, hours, minutes });
  return (
    <Chip tone={TONES[now] ?? "neutral"} title={t("warehouse.due.at", { time: dayTime(due) })}>
      {now === "late" ? <AlarmClock size={12} aria-hidden /> : <Clock size={12} aria-hidden />}
      {clock ? t(now === "late" ? "warehouse.due.late" : "warehouse.due.left", { span }) : dayTime(due)}
    </Chip>
  );
}
