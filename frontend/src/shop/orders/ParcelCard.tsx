import { useTranslation } from "react-i18next";
import { dayTime } from "@/lib/time";
import { useWords } from "@/lib/words";
import { mallNow, useTick } from "@/live/clock";
import { HubLine } from "@/parcel/HubLine";
import type { TrackedParcel } from "@/parcel/line";
import { Pieces } from "@/parcel/Pieces";
import { ScanList } from "@/parcel/ScanList";
import { Trouble } from "@/parcel/Trouble";
import { useVerdict } from "@/parcel/verdict";
import { useChatUi } from "../chat/ui";
import { useLive } from "../seat";
import type { OrderDetail } from "../types";
import { Panel, Tag } from "../ui/bits";
import { Button } from "../ui/Button";
import { useShopWords } from "../words";
import styles from "./tracking.module.css";

const ENDED = new Set(["returned", "cancelled", "lost_closed"]);

/** When it comes: the carrier's estimate against what the shop promised. */
function Arrival({ order, parcel }: { order: OrderDetail; parcel: TrackedParcel }) {
  const { t } = useTranslation();
  useTick();
  const now = mallNow(useLive((state) => state.clock));
  const verdict = useVerdict(order.promised_at, parcel.eta_at, parcel.signed_at, now);
  const word = useWords();
  return (
    <dl className={styles["arrival"]}>
      {parcel.signed_at ? (
        <div>
          <dt>{t("parcel.page.signed")}</dt>
          <dd>
            {dayTime(parcel.signed_at)}
            {parcel.signed_by ? <small>{word("signer", parcel.signed_by)}</small> : null}
          </dd>
        </div>
      ) : ENDED.has(parcel.state) ? null : (
        <div>
          <dt>{t("parcel.page.estimate")}</dt>
          <dd>{dayTime(parcel.eta_at)}</dd>
        </div>
      )}
      {order.promised_at && !ENDED.has(parcel.state) ? (
        <div>
          <dt>{t("parcel.page.promised")}</dt>
          <dd>
            {dayTime(order.promised_at)}
            {verdict ? <Tag tone={verdict.tone}>{verdict.words}</Tag> : null}
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

/** One parcel on its own page: where it is, what is wrong, when it comes, everything scanned. */
export function ParcelCard({ order, parcel, title }: { order: OrderDetail; parcel: TrackedParcel; title: string | null }) {
  const { t } = useTranslation();
  const say = useShopWords();
  const show = useChatUi((state) => state.show);
  return (
    <Panel>
      <div className={styles["head"]}>
        <div>
          {title ? <p className={styles["piece"]}>{title}</p> : null}
          <h2 className={styles["state"]}>{say("parcelState", parcel.state)}</h2>
        </div>
        <Arrival order={order} parcel={parcel} />
      </div>
      <HubLine parcel={parcel} city={order.address.city} tall />
      <Trouble parcel={parcel} reader="shopper">
        <div className={styles["ask"]}>
          <Button small onClick={() => show(true)}>
            {t("parcel.page.ask")}
          </Button>
        </div>
      </Trouble>
      <dl className={styles["carrier"]}>
        <div>
          <dt>{t("parcel.page.carrier")}</dt>
          <dd>{parcel.carrier.name}</dd>
        </div>
        <div>
          <dt>{t("parcel.page.number")}</dt>
          <dd className={styles["number"]}>{parcel.tracking_no}</dd>
        </div>
        <div>
          <dt>{t("parcel.page.hotline")}</dt>
          <dd>{parcel.carrier.hotline}</dd>
        </div>
      </dl>
      <Pieces parcel={parcel} />
      <ScanList scans={parcel.scans} />
    </Panel>
  );
}
