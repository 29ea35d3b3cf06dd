import { Loader } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { errorText } from "@/api/errors";
import { Chip, type Tone } from "@/ui/Chip";
import { EmptyState } from "@/ui/EmptyState";
import pages from "../pages/pages.module.css";
import { useDeskRoute } from "../state/route";
import { useMe } from "../state/seat";
import { type RateTable, useRateTables } from "./api";
import { ImportPanel } from "./ImportPanel";
import { TableView } from "./TableView";
import { bringRatesWords, inOwn } from "./words";
import classes from "./rates.module.css";

bringRatesWords();

const TONES: Record<string, Tone> = { draft: "amber", active: "blue", retired: "neutral" };

export function StateChip({ table }: { table: RateTable }) {
  const { t } = useTranslation();
  if (table.now) return <Chip tone="green">{t("rates.page.now")}</Chip>;
  const state = table.state as "draft" | "active" | "retired";
  return <Chip tone={TONES[table.state] ?? "neutral"}>{t(`rates.page.state.${state}`)}</Chip>;
}

/** The rate tables of the mall: versions at the left, what one says at the right, bringing in a new one below. */
export default function RatesPage() {
  const { t } = useTranslation();
  const { id, go } = useDeskRoute();
  const me = useMe();
  const { data, error } = useRateTables();
  if (error) return <EmptyState title={errorText(error)} />;
  if (!data) return <Loader size="sm" m="xl" aria-label={t("common.action.loading")} />;
  const tables = [...data.items].sort(
    (a, b) => Number(b.now) - Number(a.now) || a.code.localeCompare(b.code) || b.version - a.version,
  );
  const shown = tables.find((table) => table.id === id) ?? tables[0] ?? null;
  return (
    <div className={pages["page"]}>
      <div className={classes["head"]}>
        <h2>{t("rates.page.title")}</h2>
        <p>{t("rates.page.about")}</p>
      </div>
      <div className={classes["split"]}>
        <div className={classes["side"]}>
          {tables.length === 0 ? (
            <div className={pages["card"]}>
              <EmptyState title={t("rates.page.none")} />
            </div>
          ) : (
            <ul className={pages["list"]} aria-label={t("rates.page.list")}>
              {tables.map((table) => (
                <li key={table.id}>
                  <button
                    type="button"
                    className={pages["row"]}
                    aria-current={table.id === shown?.id}
                    onClick={() => go("rates", table.id)}
                  >
                    <span className={pages["rowTop"]}>
                      <span className={pages["clip"]}>{inOwn(table)}</span>
                      <StateChip table={table} />
                    </span>
                    <span className={pages["muted"]}>
                      {table.code} · {t("rates.page.version", { n: table.version })} ·{" "}
                      {t("rates.page.zones", { n: table.zones })}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          )}
          <ImportPanel lead={me?.role === "lead"} />
        </div>
        {shown ? <TableView key={shown.id} table={shown} lead={me?.role === "lead"} /> : null}
      </div>
    </div>
  );
}
