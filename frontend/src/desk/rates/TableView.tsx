import { Button, Loader } from "@mantine/core";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { errorText } from "@/api/errors";
import { attempt, said } from "@/lib/act";
import { money } from "@/lib/money";
import { EmptyState } from "@/ui/EmptyState";
import pages from "../pages/pages.module.css";
import { useSeat } from "../state/seat";
import { type RateTable, useRates, useRateTable } from "./api";
import { firstOf, furtherOf, zonesOf } from "./document";
import { StateChip } from "./RatesPage";
import { kgOf } from "./typed";
import { inOwn } from "./words";
import classes from "./rates.module.css";

/** One version of a table: its zones and prices, and every row as the exported file has it. */
export function TableView({ table, lead }: { table: RateTable; lead: boolean }) {
  const { t } = useTranslation();
  const { queries } = useSeat();
  const api = useRates();
  const { data, error } = useRateTable(table.id);
  const activate = async () => {
    const done = await attempt(() => api.activate(table.id));
    if (done) said(t("rates.page.activated", { code: table.code, n: table.version }));
    void queries.invalidateQueries({ queryKey: ["rate-tables"] });
  };
  return (
    <section className={pages["card"]} aria-label={inOwn(table)}>
      <div className={classes["title"]}>
        <div>
          <h3>
            {inOwn(table)} <StateChip table={table} />
          </h3>
          <p className={pages["muted"]}>
            {table.code} · {t("rates.page.version", { n: table.version })} ·{" "}
            {table.valid_until
              ? t("rates.page.valid", { from: table.valid_from, until: table.valid_until })
              : t("rates.page.validOpen", { from: table.valid_from })}
          </p>
        </div>
        <div className={classes["tools"]}>
          {(["csv", "xlsx"] as const).map((kind) => (
            <Button
              key={kind}
              component="a"
              href={api.fileUrl(table.id, kind)}
              download
              size="xs"
              variant="default"
              leftSection={<Download size={14} aria-hidden />}
            >
              {t(`rates.page.${kind}`)}
            </Button>
          ))}
          {lead && !table.now && table.state !== "retired" ? (
            <Button size="xs" title={t("rates.page.activateHint")} onClick={() => void activate()}>
              {t("rates.page.activate")}
            </Button>
          ) : null}
        </div>
      </div>
      {error ? <EmptyState title={errorText(error)} /> : null}
      {!data && !error ? <Loader size="sm" m="md" aria-label={t("common.action.loading")} /> : null}
      {data ? (
        <>
          <h4>{t("rates.page.summary")}</h4>
          {/* What scrolls sideways must be reachable by the keyboard. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className={classes["scroll"]} tabIndex={0} role="region" aria-label={t("rates.page.summary")}>
            <table className={classes["grid"]}>
              <thead>
                <tr>
                  {(["zone", "mode", "first", "further", "days"] as const).map((name) => (
                    <th key={name} scope="col">
                      {t(`rates.page.${name}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {zonesOf(data).map((zone) => (
                  <tr key={`${zone.origin}-${zone.code}`}>
                    <th scope="row">
                      {zone.origin ? `${zone.origin} → ` : ""}
                      {inOwn(zone).includes(zone.code) ? inOwn(zone) : `${zone.code} ${inOwn(zone)}`}
                    </th>
                    <td>{t(`rates.page.modes.${zone.mode}`)}</td>
                    <td>{firstOf(zone, money, kgOf)}</td>
                    <td>{furtherOf(zone, money, kgOf)}</td>
                    <td>{zone.transit_h ? t("rates.page.hours", { n: zone.transit_h }) : "—"}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <details className={classes["all"]}>
            <summary>
              {t("rates.page.rows")} <span>{t("rates.page.rowsHint")}</span>
            </summary>
            {/* What scrolls sideways must be reachable by the keyboard. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className={classes["scroll"]} tabIndex={0} role="region" aria-label={t("rates.page.rows")}>
              <table className={classes["sheet"]}>
                <thead>
                  <tr>
                    {data.columns.map((column) => (
                      <th key={column} scope="col">
                        {column}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {data.rows.map((row, index) => (
                    <tr key={index}>
                      {row.map((cell, at) => (
                        <td key={at}>{cell}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </details>
        </>
      ) : null}
    </section>
  );
}
