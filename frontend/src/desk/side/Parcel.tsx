import { useState } from "react";
import { useTranslation } from "react-i18next";
import { day, dayTime } from "@/lib/time";
import { useWords } from "@/lib/words";
import { mallNow, useTick } from "@/live/clock";
import { HubLine } from "@/parcel/HubLine";
import { oldestFirst, type TrackedParcel } from "@/parcel/line";
import { Pieces } from "@/parcel/Pieces";
import { ScanList } from "@/parcel/ScanList";
import { Trouble } from "@/parcel/Trouble";
import { bringParcelWords } from "@/parcel/words";
import { Chip, type Tone } from "@/ui/Chip";
import { bringHandlingWords } from "../handling/words";
import { useLive } from "../state/seat";
import { spanWords } from "./span";
import classes from "./side.module.css";

bringParcelWords();
bringHandlingWords();

const SHOWN = 4;
const SILENT_MS = 24 * 3_600_000;
const ENDED = new Set(["signed", "returned", "cancelled", "lost_closed"]);
const TONES: Record<string, Tone> = { signed: "green", returning: "amber", returned: "neutral", lost: "red", delayed: "amber" };

/** One parcel: carrier, number, the line of its hubs, what is wrong and everything that was scanned, newest first. */
export function Parcel({ parcel, city }: { parcel: TrackedParcel; city: string }) {
  const { t } = useTranslation();
  const word = useWords();
  useTick();
  const clock = useLive((state) => state.clock);
  const [all, setAll] = useState(false);
  const scans = oldestFirst(parcel.scans).reverse();
  const newest = scans[0];
  const silent = newest && !ENDED.has(parcel.state) ? mallNow(clock) - Date.parse(newest.at) : 0;
  return (
    <div className={classes["box"]}>
      <div className={classes["parcelHead"]}>
        <span>{parcel.carrier.name}</span>
        <Chip tone={TONES[parcel.state] ?? "brand"}>{word("parcelState", parcel.state)}</Chip>
        {parcel.held_at ? <Chip tone="amber">{t("handling.note.held", { time: dayTime(parcel.held_at) })}</Chip> : null}
        {silent > SILENT_MS ? <Chip tone="amber">{t("desk.order.lastMove", { span: spanWords(silent) })}</Chip> : null}
      </div>
      <dl className={classes["facts"]} style={{ margin: "8px 0 10px" }}>
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
      <HubLine parcel={parcel} city={city} />
      <div className={classes["troubleSlot"]}>
        <Trouble parcel={parcel} reader="agent" blame={parcel.blame ? word("blame", parcel.blame) : ""} />
      </div>
      <Pieces parcel={parcel} />
      <div className={classes["scanSlot"]}>
        <ScanList scans={all ? scans : scans.slice(0, SHOWN)} />
      </div>
      {scans.length > SHOWN ? (
        <button type="button" className={classes["linkish"]} style={{ marginTop: 8 }} onClick={() => setAll(!all)}>
          {all ? t("desk.order.lessScans") : t("desk.order.allScans", { n: scans.length })}
        </button>
      ) : null}
    </div>
  );
}
