import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConsignmentView } from "@/api/types";
import { day, dayTime } from "@/lib/time";
import { useWords } from "@/lib/words";
import { mallNow, useTick } from "@/live/clock";
import { Chip, type Tone } from "@/ui/Chip";
import { useLive } from "../state/seat";
import { spanWords } from "./span";
import classes from "./side.module.css";

const SHOWN = 4;
const SILENT_MS = 24 * 3_600_000;
const TROUBLE = new Set(["delayed", "backlog", "storm_hold", "address_problem", "refused", "damaged", "lost"]);
const ENDED = new Set(["signed", "returned", "cancelled", "lost_closed"]);
const TONES: Record<string, Tone> = { signed: "green", returning: "amber", returned: "neutral", lost: "red", delayed: "amber" };

/** One parcel: carrier, number, where it is and everything that was scanned, newest first. */
export function Parcel({ parcel }: { parcel: ConsignmentView }) {
  const { t } = useTranslation();
  const word = useWords();
  useTick();
  const clock = useLive((state) => state.clock);
  const [all, setAll] = useState(false);
  const scans = [...parcel.scans].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : b.id - a.id));
  const shown = all ? scans : scans.slice(0, SHOWN);
  const newest = scans[0];
  const silent = newest && !ENDED.has(parcel.state) ? mallNow(clock) - Date.parse(newest.at) : 0;
  return (
    <div className={classes["box"]}>
      <div className={classes["parcelHead"]}>
        <span>{parcel.carrier.name}</span>
        <Chip tone={TONES[parcel.state] ?? "brand"}>{word("parcelState", parcel.state)}</Chip>
        {parcel.exception ? (
          <Chip tone="red">{t("desk.order.exception", { what: word("parcelException", parcel.exception) })}</Chip>
        ) : null}
        {silent > SILENT_MS ? <Chip tone="amber">{t("desk.order.lastMove", { span: spanWords(silent) })}</Chip> : null}
      </div>
      <dl className={classes["facts"]} style={{ marginTop: 8 }}>
        <dt>{t("desk.order.trackingNo")}</dt>
        <dd className={classes["trackingNo"]}>{parcel.tracking_no}</dd>
        <dt>{t("desk.order.eta")}</dt>
        <dd>{parcel.eta_at ? day(parcel.eta_at) : "—"}</dd>
        {parcel.signed_by ? (
          <>
            <dt>{t("desk.order.delivered")}</dt>
            <dd>{t("desk.order.signedBy", { who: word("signer", parcel.signed_by) })}</dd>
          </>
        ) : null}
        <dt>{t("desk.order.hotline")}</dt>
        <dd>{parcel.carrier.hotline}</dd>
      </dl>
      <ol className={classes["timeline"]} aria-label={t("desk.order.tracking")}>
        {shown.map((scan, index) => (
          <li
            key={scan.id}
            className={classes["scan"]}
            {...(index === 0 ? { "data-newest": "" } : {})}
            {...(TROUBLE.has(scan.code) ? { "data-trouble": "" } : {})}
          >
            <span className={classes["dot"]} aria-hidden />
            <span>
              {scan.text}
              <span className={classes["scanTime"]} style={{ display: "block" }}>
                {dayTime(scan.at)}
              </span>
            </span>
          </li>
        ))}
      </ol>
      {scans.length > SHOWN ? (
        <button type="button" className={classes["linkish"]} style={{ marginTop: 8 }} onClick={() => setAll(!all)}>
          {all ? t("desk.order.lessScans") : t("desk.order.allScans", { n: scans.length })}
        </button>
      ) : null}
    </div>
  );
}
