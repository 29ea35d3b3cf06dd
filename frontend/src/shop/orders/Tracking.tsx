import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dayTime } from "@/lib/time";
import type { ConsignmentView, OrderDetail } from "../types";
import { Panel, Tag } from "../ui/bits";
import { Button } from "../ui/Button";
import { useShopWords } from "../words";
import styles from "./orders.module.css";

const SHOWN = 4;

function Parcel({ parcel }: { parcel: ConsignmentView }) {
  const { t } = useTranslation();
  const say = useShopWords();
  const [all, setAll] = useState(false);
  const scans = [...parcel.scans].sort((a, b) => b.at.localeCompare(a.at) || b.id - a.id);
  const shown = all ? scans : scans.slice(0, SHOWN);
  return (
    <div className={styles["parcel"]}>
      <div className={styles["parcelHead"]}>
        <div>
          <b>{parcel.carrier.name}</b>
          <span className={styles["quiet"]}>{t("shop.order.trackingNo", { no: parcel.tracking_no })}</span>
          <span className={styles["quiet"]}>{t("shop.order.hotline", { phone: parcel.carrier.hotline })}</span>
        </div>
        <div className={styles["parcelTags"]}>
          <Tag tone={parcel.state === "signed" ? "good" : "brand"}>{say("parcelState", parcel.state)}</Tag>
          {parcel.exception ? <Tag tone="warn">{say("parcelTrouble", parcel.exception)}</Tag> : null}
        </div>
      </div>
      {parcel.eta_at && parcel.state !== "signed" ? (
        <p className={styles["quiet"]}>
          {t("shop.order.eta")} {dayTime(parcel.eta_at)}
        </p>
      ) : null}
      {scans.length === 0 ? <p className={styles["quiet"]}>{t("shop.order.noScans")}</p> : null}
      <ol className={styles["scans"]}>
        {shown.map((scan, index) => (
          <li key={scan.id} data-latest={index === 0 || undefined}>
            <span>{scan.text}</span>
            <time dateTime={scan.at}>{dayTime(scan.at)}</time>
          </li>
        ))}
      </ol>
      {scans.length > SHOWN ? (
        <Button variant="plain" small onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t("shop.order.fewer") : t("shop.order.older", { count: scans.length })}
        </Button>
      ) : null}
    </div>
  );
}

export function Tracking({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  if (order.state === "pending_payment") return null;
  return (
    <Panel title={t("shop.order.tracking")}>
      {order.consignments.length === 0 ? <p className={styles["quiet"]}>{t("shop.order.noParcel")}</p> : null}
      {order.consignments.map((parcel) => (
        <Parcel key={parcel.id} parcel={parcel} />
      ))}
    </Panel>
  );
}
