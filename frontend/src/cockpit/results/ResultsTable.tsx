import { useTranslation } from "react-i18next";
import { mean, seconds, share, stars, sum } from "../parts/figures";
import { seatNumbers, useProjector } from "../room/projector";
import type { ClassView, ResultRow } from "../types";
import styles from "./results.module.css";

/** Best first; people without a scored case at the end and without a rank. */
export function ranked(rows: readonly ResultRow[]): { row: ResultRow; rank: number | null }[] {
  const sorted = [...rows].sort((a, b) => (b.score ?? -1) - (a.score ?? -1) || a.place_id - b.place_id);
  return sorted.map((row) => ({
    row,
    // Equal scores share a rank.
    rank: row.score === null ? null : sorted.findIndex((other) => other.score === row.score) + 1,
  }));
}

function Score({ value }: { value: number | null }) {
  if (value === null) return <span className={styles["nil"]}>—</span>;
  return (
    <span className={styles["score"]}>
      <span className={styles["bar"]} aria-hidden>
        <span style={{ width: `${value}%` }} />
      </span>
      <span className={styles["number"]}>{Math.round(value)}</span>
    </span>
  );
}

function Average({ rows }: { rows: readonly ResultRow[] }) {
  const { t } = useTranslation();
  const unit = (count: number) => t("cockpit.wall.seconds", { count });
  return (
    <tfoot>
      <tr>
        <td />
        <th scope="row">{t("cockpit.results.classAverage")}</th>
        <td>
          <Score value={mean(rows.map((row) => row.score))} />
        </td>
        <td>{sum(rows.map((row) => row.cases_scored))}</td>
        <td>{stars(mean(rows.map((row) => row.csat)))}</td>
        <td>{seconds(mean(rows.map((row) => row.first_reply_ms)), unit)}</td>
        <td>{seconds(mean(rows.map((row) => row.average_reply_ms)), unit)}</td>
        <td>{share(mean(rows.map((row) => row.answered_3m)))}</td>
        <td>{sum(rows.map((row) => row.contradicted))}</td>
        <td>{sum(rows.map((row) => row.knock_outs))}</td>
        <td />
      </tr>
    </tfoot>
  );
}

export function ResultsTable({ room, rows }: { room: ClassView; rows: readonly ResultRow[] }) {
  const { t } = useTranslation();
  const projector = useProjector((state) => state.on);
  const numbers = seatNumbers(room.places);
  const unit = (count: number) => t("cockpit.wall.seconds", { count });
  const heads = [
    "rank", "name", "score", "cases", "csat", "first", "average", "answered", "contradicted", "knockOuts",
  ] as const;
  return (
    <div className={styles["scroll"]}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(`cockpit.results.${head}`)}
              </th>
            ))}
            <th scope="col">
              <span className="md-hidden">{t("cockpit.results.open")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {ranked(rows).map(({ row, rank }) => {
            const name = projector ? t("cockpit.projector.seat", { no: numbers.get(row.place_id) ?? "" }) : row.name;
            return (
              <tr key={row.place_id}>
                <td className={styles["rank"]}>{rank ?? "—"}</td>
                <th scope="row">{name}</th>
                <td>
                  <Score value={row.score} />
                </td>
                <td>{row.cases_scored}</td>
                <td>{stars(row.csat)}</td>
                <td>{seconds(row.first_reply_ms, unit)}</td>
                <td>{seconds(row.average_reply_ms, unit)}</td>
                <td>{share(row.answered_3m)}</td>
                <td data-bad={row.contradicted > 0 || undefined}>{row.contradicted}</td>
                <td data-bad={row.knock_outs > 0 || undefined}>{row.knock_outs}</td>
                <td>
                  <a
                    className={styles["open"]}
                    href={row.result_url || `/result/${room.id}?place=${row.place_id}`}
                    aria-label={t("cockpit.results.openNamed", { name })}
                  >
                    {t("cockpit.results.open")}
                  </a>
                </td>
              </tr>
            );
          })}
        </tbody>
        <Average rows={rows} />
      </table>
    </div>
  );
}
