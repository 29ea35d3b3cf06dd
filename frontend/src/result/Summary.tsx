import { useTranslation } from "react-i18next";
import type { RunResult } from "@/api/result";
import { money } from "@/lib/money";
import { levelOf } from "./level";
import classes from "./result.module.css";

const AROUND = 2 * Math.PI * 60;
const COLOURS = { low: "var(--md-red)", mid: "var(--md-amber)", high: "var(--md-brand)" } as const;

function Dial({ score }: { score: number | null }) {
  const { t } = useTranslation();
  const shown = score ?? 0;
  return (
    <div className={classes["dial"]}>
      <svg width="136" height="136" viewBox="0 0 136 136" aria-hidden="true">
        <circle cx="68" cy="68" r="60" fill="none" stroke="var(--md-hover)" strokeWidth="12" />
        {score === null ? null : (
          <circle
            cx="68"
            cy="68"
            r="60"
            fill="none"
            stroke={COLOURS[levelOf(shown)]}
            strokeWidth="12"
            strokeLinecap="round"
            strokeDasharray={`${(AROUND * shown) / 100} ${AROUND}`}
          />
        )}
      </svg>
      <span className={classes["dialNumber"]}>
        <b>{score === null ? "—" : Math.round(score)}</b>
        <span>{score === null ? t("result.noScore") : t("result.outOf")}</span>
      </span>
    </div>
  );
}

/** The whole run in one band: the score and the figures of the trade beside it. */
export function Summary({ result }: { result: RunResult }) {
  const { t } = useTranslation();
  const { summary } = result;
  const s = (ms: number | null) => (ms === null ? "—" : t("result.seconds", { n: Math.round(ms / 1000) }));
  const percent = (part: number | null) => (part === null ? "—" : t("result.percent", { n: Math.round(part * 100) }));
  const figures: [string, string, string?][] = [
    [t("result.firstReply"), s(summary.first_reply_ms.mean), t("result.median", { value: s(summary.first_reply_ms.median) })],
    [t("result.substantive"), s(summary.substantive_ms.mean), t("result.median", { value: s(summary.substantive_ms.median) })],
    [t("result.average"), s(summary.average_reply_ms)],
    [t("result.in3m"), percent(summary.answered_3m), `${t("result.in30")} ${percent(summary.answered_30s)}`],
    [
      t("result.csat"),
      summary.csat === null ? "—" : summary.csat.toFixed(1),
      t("result.rated", { n: summary.rated }),
    ],
    [t("result.contradicted"), String(summary.contradicted)],
    [t("result.knockOuts"), String(summary.knock_outs)],
    [t("result.payouts"), money(summary.payouts_cents), `${t("result.coupons")} ${money(summary.coupons_cents)}`],
  ];
  return (
    <section className={classes["summary"]} aria-label={t("result.score")}>
      <Dial score={summary.score} />
      <dl className={classes["figures"]}>
        {figures.map(([label, value, sub]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {value} {sub ? <small>{sub}</small> : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
