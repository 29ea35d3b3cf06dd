import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { me } from "@/api/people";
import { deskNow, useTick } from "@/live/clock";
import { amount, mean, seconds, stars, sum } from "../parts/figures";
import { Nothing } from "../parts/states";
import { seatNumbers, useProjector } from "../room/projector";
import { type HeardClass, tilesAt } from "../classFeed";
import type { Tile } from "../types";
import { COLUMNS, type Column, compareTiles, firstOrder, type Sort, WORST_WAITING } from "./columns";
import { Row } from "./Row";
import { useSteadyOrder } from "./useSteadyOrder";
import styles from "./wall.module.css";

const idOf = (tile: Tile) => tile.place_id;

function useLimits(): { amber: number; red: number } {
  const { data } = useQuery({ queryKey: ["me"], queryFn: me, staleTime: Infinity });
  return { amber: data?.settings.amber_ms ?? 100_000, red: data?.settings.red_ms ?? 180_000 };
}

function Head({ column, sort, onSort }: { column: Column; sort: Sort; onSort: (sort: Sort) => void }) {
  const { t } = useTranslation();
  const on = sort.column === column;
  const name = t(`cockpit.wall.${column}`);
  return (
    <th scope="col" aria-sort={on ? (sort.descending ? "descending" : "ascending") : "none"} data-column={column}>
      <button
        type="button"
        title={t("cockpit.wall.sortBy", { column: name })}
        onClick={() => onSort(on ? { column, descending: !sort.descending } : firstOrder(column))}
      >
        {on ? (
          <span aria-hidden className={styles["arrow"]}>
            {sort.descending ? "▼" : "▲"}
          </span>
        ) : null}
        {name}
      </button>
    </th>
  );
}

function Foot({ tiles }: { tiles: readonly Tile[] }) {
  const { t } = useTranslation();
  const unit = (count: number) => t("cockpit.wall.seconds", { count });
  return (
    <tfoot>
      <tr>
        <th scope="row">{t("cockpit.wall.averageRow")}</th>
        <td>{sum(tiles.map((tile) => tile.waiting))}</td>
        <td>{sum(tiles.map((tile) => tile.active))}</td>
        <td>{sum(tiles.map((tile) => tile.closed))}</td>
        <td>{seconds(Math.max(0, ...tiles.map((tile) => tile.longest_wait_ms)), unit)}</td>
        <td>{seconds(mean(tiles.map((tile) => tile.first_reply_ms)), unit)}</td>
        <td>{seconds(mean(tiles.map((tile) => tile.average_reply_ms)), unit)}</td>
        <td>{stars(mean(tiles.map((tile) => tile.csat)))}</td>
        <td>
          {sum(tiles.map((tile) => tile.cases_ended))}/{sum(tiles.map((tile) => tile.cases_total))}
        </td>
        <td>{amount(sum(tiles.map((tile) => tile.payouts_cents)))}</td>
      </tr>
    </tfoot>
  );
}

export function DeskTable({ heard }: { heard: HeardClass }) {
  const { t, i18n } = useTranslation();
  const projector = useProjector((state) => state.on);
  const limits = useLimits();
  const [sort, setSort] = useState<Sort>(WORST_WAITING);
  const [hold, setHold] = useState(false);
  const compare = useMemo(() => compareTiles(sort, i18n.language), [sort, i18n.language]);
  const second = useTick();
  // Once a second, not at every render: what grows is the time people wait.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const tiles = useMemo(() => tilesAt(heard, deskNow(heard.clock)), [heard, second]);
  const { rows, moved, apply } = useSteadyOrder(tiles, idOf, compare, hold);
  const numbers = seatNumbers(heard.view.places);
  const offline = tiles.filter((tile) => !tile.online).length;

  if (tiles.length === 0) {
    return (
      <section className={styles["table"]}>
        <Nothing title={t("cockpit.wall.none")} hint={t("cockpit.wall.noneHint")} />
      </section>
    );
  }
  return (
    <section className={styles["table"]} aria-label={t("cockpit.wall.title")}>
      <div className={styles["top"]}>
        <h2>{t("cockpit.wall.title")}</h2>
        <p>
          {t("cockpit.wall.onlineCount", { online: tiles.length - offline })}
          {offline > 0 ? <b>{t("cockpit.wall.offlineCount", { count: offline })}</b> : null}
        </p>
        {moved > 0 ? (
          <button type="button" className={styles["updates"]} onClick={apply}>
            {t("cockpit.wall.updates", { count: moved })}
          </button>
        ) : (
          <p className={styles["hint"]}>{t("cockpit.wall.hint")}</p>
        )}
      </div>
      <div className={styles["scroll"]}>
        {/* The pointer only tells when to hold the order; everything else works without one. */}
        <table onPointerEnter={() => setHold(true)} onPointerLeave={() => setHold(false)}>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <Head key={column} column={column} sort={sort} onSort={setSort} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((tile) => {
              const no = numbers.get(tile.place_id) ?? "";
              return (
                <Row
                  key={tile.place_id}
                  tile={tile}
                  no={no}
                  name={projector ? t("cockpit.projector.seat", { no }) : tile.name}
                  amberMs={limits.amber}
                  redMs={limits.red}
                />
              );
            })}
          </tbody>
          <Foot tiles={tiles} />
        </table>
      </div>
    </section>
  );
}
