import { CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import i18next from "i18next";
import { money } from "@/lib/money";
import type { SheetError, SheetPreview } from "./api";
import { inOwn } from "./words";
import classes from "./rates.module.css";

const SHOWN = 8;

function problemOf(error: SheetError): string {
  const key = `rates.sheetError.${error.code}`;
  const params = error.params as Record<string, unknown>;
  return i18next.exists(key)
    ? String(i18next.t(key as never, params as never))
    : i18next.t("rates.sheetError.unknown", { code: error.code });
}

const change = (cents: number | null) => (cents === null ? "—" : money(cents));

/** What a sheet would bring: its errors row by row, or the prices that change. */
export function PreviewOf({ name, preview }: { name: string; preview: SheetPreview }) {
  const { t } = useTranslation();
  const { errors } = preview;
  if (errors.length > 0) {
    return (
      <div className={classes["preview"]}>
        <p className={classes["verdict"]} data-bad>
          <TriangleAlert size={16} aria-hidden />
          <b>{t("rates.page.bad", { count: errors.length })}</b>
          <span>{name}</span>
        </p>
        <ol className={classes["errors"]}>
          {errors.slice(0, SHOWN).map((error, index) => (
            <li key={index}>
              <span className={classes["where"]}>
                {error.row > 0 ? t("rates.page.row", { n: error.row }) : t("rates.page.whole")}
                {error.column ? ` · ${error.column}` : ""}
              </span>
              {problemOf(error)}
            </li>
          ))}
        </ol>
        {errors.length > SHOWN ? <p>{t("rates.page.moreErrors", { count: errors.length - SHOWN })}</p> : null}
      </div>
    );
  }
  return (
    <div className={classes["preview"]}>
      <p className={classes["verdict"]}>
        <CircleCheck size={16} aria-hidden />
        <b>{t("rates.page.good", { rows: preview.rows })}</b>
        <span>{name}</span>
      </p>
      {preview.tables.map((table) => {
        const changed = table.changes.filter((one) => one.before_cents !== one.after_cents);
        return (
          <div key={`${table.code}-${table.version}`}>
            <p className={classes["coming"]}>
              <b>{inOwn(table)}</b> {t("rates.page.version", { n: table.version })} ·{" "}
              {table.replaces === null ? t("rates.page.fresh") : t("rates.page.replaces", { n: table.replaces })}
            </p>
            {changed.length === 0 ? (
              <p>{t("rates.page.same")}</p>
            ) : (
              <table className={classes["changes"]}>
                <caption>{t("rates.page.change")}</caption>
                <tbody>
                  {changed.map((one) => (
                    <tr key={one.zone}>
                      <th scope="row">
                        {one.zone} {inOwn(one)}
                      </th>
                      <td>{change(one.before_cents)}</td>
                      <td aria-hidden>→</td>
                      <td>
                        <b>{change(one.after_cents)}</b>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </div>
        );
      })}
    </div>
  );
}
