import { ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useOrders } from "../queries";
import { useShopWords } from "../words";
import { Picture, Skeleton } from "../ui/bits";
import { OrderTag } from "../orders/OrderTag";
import styles from "./home.module.css";

const MOVING = new Set(["paid", "packing", "shipped", "partly_shipped", "delivered"]);

/** The orders still under way, at most three: what a shopper most likely came to look at. */
export function CurrentOrder() {
  const { t } = useTranslation();
  const say = useShopWords();
  const orders = useOrders();
  const rows = orders.data?.pages.flatMap((page) => page.items) ?? [];
  const moving = rows.filter((row) => MOVING.has(row.state)).slice(0, 3);
  if (orders.isPending) return <Skeleton height={210} />;
  return (
    <section className={styles["current"]}>
      <h2>
        <Link href="/orders">
          {t("shop.orders.title")}
          <ChevronRight size={18} aria-hidden />
        </Link>
      </h2>
      {moving.length === 0 ? <p className={styles["quiet"]}>{t("shop.orders.none")}</p> : null}
      <ul>
        {moving.map((row) => (
          <li key={row.id}>
            <Link href={`/orders/${row.id}`} className={styles["currentRow"]}>
              <span className={styles["thumb"]}>
                <Picture hash={row.picture} eager />
              </span>
              <span className={styles["currentText"]}>
                <span className={styles["oneLine"]}>{row.title}</span>
                <span className={styles["quiet"]}>
                  {row.parcel_state ? say("parcelState", row.parcel_state) : t("shop.orders.number", { no: row.order_no })}
                </span>
              </span>
              <OrderTag state={row.state} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
