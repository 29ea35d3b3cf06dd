import { useTranslation } from "react-i18next";
import { day } from "@/lib/time";
import type { IncidentPreview } from "../types";
import styles from "./inject.module.css";

/** Whom it would hit, with a few of the orders. */
export function Preview({ preview }: { preview: IncidentPreview }) {
  const { t } = useTranslation();
  if (preview.orders_per_mall === 0) return <p className={styles["none"]}>{t("cockpit.inject.hitsNone")}</p>;
  return (
    <div className={styles["preview"]} aria-live="polite">
      <p className={styles["hits"]}>
        {t("cockpit.inject.hits", { orders: preview.orders_per_mall, malls: preview.malls })}
      </p>
      {preview.sample.length > 0 ? (
        <>
          <p className={styles["small"]}>{t("cockpit.inject.sample")}</p>
          <ul>
            {preview.sample.map((order) => (
              <li key={order.order_no}>
                <b>{order.shopper_nick}</b>
                <span>{order.city}</span>
                <span className={styles["small"]}>
                  {order.promised_at
                    ? t("cockpit.inject.promised", { date: day(order.promised_at) })
                    : t("cockpit.inject.noPromise")}
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}
