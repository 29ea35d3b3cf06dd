import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MoodPoint } from "@/api/result";
import { stopwatch } from "@/lib/time";
import { wordOf } from "@/lib/words";
import classes from "./result.module.css";

const WIDTH = 820;
const HEIGHT = 190;
const PAD = { left: 34, right: 12, top: 10, bottom: 24 };
const SERIES = [
  { name: "anger", colour: "var(--md-red)", dash: "" },
  { name: "trust", colour: "var(--md-brand)", dash: "6 3" },
  { name: "effort", colour: "var(--md-amber)", dash: "2 3" },
] as const;

/** The shopper's mood over desk time. The same is told in a table below, so the picture is never the only way. */
export function MoodChart({ points }: { points: MoodPoint[] }) {
  const { t } = useTranslation();
  const [active, setActive] = useState<number | null>(null);
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return null;
  const span = Math.max(1000, last.desk_ms - first.desk_ms);
  const x = (ms: number) => PAD.left + ((ms - first.desk_ms) / span) * (WIDTH - PAD.left - PAD.right);
  const y = (value: number) => PAD.top + (1 - Math.min(1, Math.max(0, value))) * (HEIGHT - PAD.top - PAD.bottom);
  const path = (name: "anger" | "trust" | "effort") =>
    points.map((point, i) => `${i === 0 ? "M" : "L"}${x(point.desk_ms).toFixed(1)} ${y(point[name]).toFixed(1)}`).join("");
  return (
    <>
      <div className={classes["legend"]}>
        {SERIES.map(({ name, colour, dash }) => (
          <span key={name}>
            <i style={{ color: colour, borderTopStyle: dash ? "dashed" : "solid" }} aria-hidden />
            {t(`result.${name}`)}
          </span>
        ))}
      </div>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" role="img" aria-label={t("result.mood")}>
        {[0, 0.5, 1].map((value) => (
          <g key={value}>
            <line x1={PAD.left} x2={WIDTH - PAD.right} y1={y(value)} y2={y(value)} stroke="var(--md-line)" />
            <text x={PAD.left - 8} y={y(value) + 4} textAnchor="end" fontSize="11" fill="var(--md-ink-3)">
              {value * 100}
            </text>
          </g>
        ))}
        <text x={PAD.left} y={HEIGHT - 6} fontSize="11" fill="var(--md-ink-3)">
          {stopwatch(first.desk_ms)}
        </text>
        <text x={WIDTH - PAD.right} y={HEIGHT - 6} fontSize="11" textAnchor="end" fill="var(--md-ink-3)">
          {stopwatch(last.desk_ms)}
        </text>
        {SERIES.map(({ name, colour, dash }) => (
          <path
            key={name}
            d={path(name)}
            fill="none"
            stroke={colour}
            strokeWidth={name === "anger" ? 2.6 : 2}
            strokeDasharray={dash}
            strokeLinejoin="round"
          />
        ))}
        {points.map((point, index) => (
          <circle
            key={point.seq}
            cx={x(point.desk_ms)}
            cy={y(point.anger)}
            r={active === index ? 6 : 3.6}
            fill="var(--md-surface)"
            stroke="var(--md-red)"
            strokeWidth="2"
            onPointerEnter={() => setActive(index)}
            onPointerLeave={() => setActive(null)}
          >
            <title>{`${stopwatch(point.desk_ms)} ${wordOf("result.moodCause", point.cause)}`}</title>
          </circle>
        ))}
      </svg>
      <table className={classes["moodTable"]}>
        <caption className="md-hidden">{t("result.moodTable")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("result.time")}</th>
            <th scope="col">{t("result.cause")}</th>
            <th scope="col">{t("result.anger")}</th>
            <th scope="col">{t("result.trust")}</th>
          </tr>
        </thead>
        <tbody>
          {points.map((point, index) => (
            <tr key={point.seq} {...(active === index ? { "data-active": "" } : {})}>
              <td>{stopwatch(point.desk_ms)}</td>
              <td>
                {wordOf("result.moodCause", point.cause)}
                {point.quote ? <div className={classes["muted"]}>{point.quote}</div> : null}
              </td>
              <td>{Math.round(point.anger * 100)}</td>
              <td>{Math.round(point.trust * 100)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
