import { useTranslation } from "react-i18next";
import { clockTime } from "@/lib/time";
import { wordOf } from "@/lib/words";
import type { Incident } from "../types";
import styles from "./inject.module.css";

const hubOf = (incident: Incident): string => {
  const named = incident.params["hub_name"] ?? incident.params.hub;
  return typeof named === "string" ? named : "";
};

export function FiredList({ incidents }: { incidents: readonly Incident[] }) {
  const { t } = useTranslation();
  return (
    <div className={styles["history"]}>
      <h3>{t("cockpit.inject.history")}</h3>
      {incidents.length === 0 ? <p className={styles["small"]}>{t("cockpit.inject.historyNone")}</p> : null}
      <ol>
        {[...incidents]
          .sort((a, b) => b.id - a.id)
          .map((incident) => (
            <li key={incident.id}>
              <b>{wordOf("cockpit.inject.kind", incident.kind)}</b>
              <span>{t("cockpit.inject.historyRow", { hub: hubOf(incident), count: incident.params.days ?? 0 })}</span>
              <span className={styles["small"]}>
                {clockTime(incident.fired_at)} · {t("cockpit.inject.historyHits", { count: incident.orders_hit })}
              </span>
            </li>
          ))}
      </ol>
    </div>
  );
}
