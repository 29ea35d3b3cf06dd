import { useTranslation } from "react-i18next";
import { useKpi } from "../state/chats";
import classes from "./pages.module.css";

interface Figure {
  label: string;
  value: string;
  sub?: string;
}

/** My figures so far; each is reckoned on the server from the log, by the definitions of the trade. */
export default function KpiPage() {
  const { t } = useTranslation();
  const kpi = useKpi();
  const s = (ms: number | null | undefined) =>
    ms === null || ms === undefined ? "—" : t("desk.kpi.s", { n: Math.round(ms / 1000) });
  const percent = (part: number | null | undefined) =>
    part === null || part === undefined ? "—" : t("desk.kpi.percent", { n: Math.round(part * 100) });
  const spread = (of: { median: number | null; p90: number | null } | undefined) =>
    of && of.median !== null
      ? `${t("desk.kpi.median", { value: s(of.median) })} · ${t("desk.kpi.p90", { value: s(of.p90) })}`
      : t("desk.kpi.none");
  const figures: Figure[] = kpi
    ? [
        { label: t("desk.kpi.first"), value: s(kpi.first_reply_ms.mean), sub: spread(kpi.first_reply_ms) },
        { label: t("desk.kpi.substantive"), value: s(kpi.substantive_ms.mean), sub: spread(kpi.substantive_ms) },
        { label: t("desk.kpi.average"), value: s(kpi.average_reply_ms), sub: t("desk.kpi.turns", { n: kpi.turns }) },
        { label: t("desk.kpi.in30"), value: percent(kpi.answered_30s) },
        { label: t("desk.kpi.in3m"), value: percent(kpi.answered_3m) },
        {
          label: t("desk.kpi.csat"),
          value: kpi.csat === null ? "—" : kpi.csat.toFixed(1),
          sub: t("desk.kpi.rated", { n: kpi.rated }),
        },
        { label: t("desk.kpi.conversations"), value: String(kpi.conversations) },
        { label: t("desk.kpi.open"), value: String(kpi.open) },
        { label: t("desk.kpi.waiting"), value: String(kpi.waiting) },
      ]
    : [];
  return (
    <div className={classes["page"]}>
      <div className={classes["head"]}>
        <h2>{t("desk.kpi.heading")}</h2>
      </div>
      <dl className={classes["figures"]} style={{ margin: 0 }}>
        {figures.map((figure) => (
          <div key={figure.label} className={classes["figure"]}>
            <dt>{figure.label}</dt>
            <dd>
              <span className={classes["big"]}>{figure.value}</span>
              {figure.sub ? <div className={classes["muted"]}>{figure.sub}</div> : null}
            </dd>
          </div>
        ))}
      </dl>
      <p className={classes["muted"]}>{t("desk.kpi.note")}</p>
    </div>
  );
}
