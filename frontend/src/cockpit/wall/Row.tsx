import { Clock, TriangleAlert } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { amount, seconds, stars } from "../parts/figures";
import type { Tile } from "../types";
import styles from "./wall.module.css";

interface Props {
  tile: Tile;
  no: string;
  name: string;
  amberMs: number;
  redMs: number;
}

/** A wait with its warning: colour, sign and word. */
function Wait({ ms, amberMs, redMs }: { ms: number; amberMs: number; redMs: number }) {
  const { t } = useTranslation();
  if (ms === 0) return <span className={styles["nil"]}>—</span>;
  const text = t("cockpit.wall.seconds", { count: Math.round(ms / 1000) });
  if (ms < amberMs) return <>{text}</>;
  const red = ms >= redMs;
  return (
    <span className={styles["wait"]} data-tone={red ? "red" : "amber"}>
      {red ? <TriangleAlert size={14} aria-hidden /> : <Clock size={14} aria-hidden />}
      {text}
      <span className="md-hidden">{red ? t("cockpit.wall.red") : t("cockpit.wall.amber")}</span>
    </span>
  );
}

/** One desk. Drawn again only when its own figures changed. */
export const Row = memo(function Row({ tile, no, name, amberMs, redMs }: Props) {
  const { t } = useTranslation();
  const unit = (count: number) => t("cockpit.wall.seconds", { count });
  const figure = (value: number) => (value === 0 ? <span className={styles["nil"]}>0</span> : value);
  return (
    <tr data-off={!tile.online || undefined}>
      <th scope="row">
        <span className={styles["who"]}>
          <span className={styles["dot"]} data-on={tile.online || undefined} title={tile.online ? t("cockpit.wall.online") : t("cockpit.wall.offline")} />
          <span className={styles["no"]}>{no}</span>
          <span className={styles["name"]}>{name}</span>
          {tile.online ? null : <span className={styles["off"]}>{t("cockpit.wall.offline")}</span>}
        </span>
      </th>
      <td data-many={tile.waiting >= 3 || undefined}>{figure(tile.waiting)}</td>
      <td>{figure(tile.active)}</td>
      <td>{figure(tile.closed)}</td>
      <td>
        <Wait ms={tile.longest_wait_ms} amberMs={amberMs} redMs={redMs} />
      </td>
      <td>{seconds(tile.first_reply_ms, unit)}</td>
      <td>{seconds(tile.average_reply_ms, unit)}</td>
      <td>{stars(tile.csat)}</td>
      <td>
        {tile.cases_ended}/{tile.cases_total}
      </td>
      <td>{amount(tile.payouts_cents)}</td>
    </tr>
  );
});
