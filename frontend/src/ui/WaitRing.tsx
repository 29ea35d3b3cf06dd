import { AlertTriangle, Clock } from "lucide-react";
import classes from "./ui.module.css";

export type WaitTone = "calm" | "amber" | "red";

const COLOURS: Record<WaitTone, string> = {
  calm: "var(--md-brand)",
  amber: "var(--md-amber)",
  red: "var(--md-red)",
};

/** How much of the time is used up: a ring that fills towards the limit, with a sign inside that differs too. */
export function WaitRing({ part, tone, size = 18 }: { part: number; tone: WaitTone; size?: number }) {
  const radius = (size - 3) / 2;
  const around = 2 * Math.PI * radius;
  const shown = Math.min(1, Math.max(0.02, part));
  if (tone === "red") return <AlertTriangle size={size - 2} color={COLOURS.red} strokeWidth={2.4} aria-hidden />;
  if (tone === "amber" && size < 14) return <Clock size={size} color={COLOURS.amber} aria-hidden />;
  return (
    <svg className={classes["ring"]} width={size} height={size} aria-hidden="true">
      <circle cx={size / 2} cy={size / 2} r={radius} fill="none" stroke="var(--md-line)" strokeWidth="3" />
      <circle
        cx={size / 2}
        cy={size / 2}
        r={radius}
        fill="none"
        stroke={COLOURS[tone]}
        strokeWidth="3"
        strokeDasharray={`${around * shown} ${around}`}
        strokeLinecap="round"
      />
    </svg>
  );
}
