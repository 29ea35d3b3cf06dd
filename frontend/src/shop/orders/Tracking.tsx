import { ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { dayTime } from "@/lib/time";
import { HubLine } from "@/parcel/HubLine";
import { oldestFirst, type TrackedParcel } from "@/parcel/line";
import { Trouble } from "@/parcel/Trouble";
import { bringParcelWords } from "@/parcel/words";
import type { OrderDetail } from "../types";
import { Panel, Tag } from "../ui/bits";
import { LinkButton } from "../ui/Button";
import { useShopWords } from "../words";
import styles from "./tracking.module.css";

bringParcelWords();

function Parcel({ parcel, order }: { parcel: TrackedParcel; order: OrderDetail }) {
  const { t } = useTranslation();
  const say = useShopWords();
  const newest = oldestFirst(parcel.scans).at(-1);
  return (
    <div className={styles["short"]}>
      <div className={styles["shortHead"]}>
        <span>
          <b>{parcel.carrier.name}</b>
          <small>{t("shop.order.trackingNo", { no: parcel.tracking_no })}</small>
        </span>
        <Tag tone={parcel.state === "signed" ? "good" : "brand"}>{say("parcelState", parcel.state)}</Tag>
      </div>
      <HubLine parcel={parcel} city={order.address.city} />
      <Trouble parcel={parcel} reader="shopper" />
      {newest ? (
        <p className={styles["latest"]}>
          <span>{newest.text}</span>
          <time dateTime={newest.at}>{dayTime(newest.at)}</time>
        </p>
      ) : (
        <p className={styles["quiet"]}>{t("shop.order.noScans")}</p>
      )}
    </div>
  );
}

/** The parcels of an order in short; the whole story has a page of its own. */
export function Tracking({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  if (order.state === "pending_payment") return null;
  return (
    <Panel
      title={t("shop.order.tracking")}
      aside={
        order.consignments.length > 0 ? (
          <LinkButton href={`/orders/${order.id}/tracking`} variant="plain" small>
            {t("parcel.page.open")}
            <ChevronRight size={16} aria-hidden />
          </LinkButton>
        ) : undefined
      }
    >
      {order.consignments.length === 0 ? <p className={styles["quiet"]}>{t("shop.order.noParcel")}</p> : null}
      {order.consignments.map((parcel) => (
        <Parcel key={parcel.id} parcel={parcel} order={order} />
      ))}
    </Panel>
  );
}
