import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { OrderDetail } from "../types";
import { Picture, Price, Tag } from "../ui/bits";
import { grouped } from "./rules";
import styles from "./orders.module.css";

export function Lines({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  return (
    <ul className={styles["lines"]}>
      {grouped(order).map(({ key, line, units }) => (
        <li key={key}>
          <span className={styles["thumb"]}>
            <Picture hash={line.picture} />
          </span>
          <div className={styles["lineText"]}>
            <Link href={`/p/${line.product_id}`}>{line.title}</Link>
            <p>
              {Object.entries(line.options)
                .map(([name, value]) => `${name} ${value}`)
                .join(" · ")}
            </p>
            {line.aftersale === "open" ? <Tag tone="warn">{t("shop.order.aftersaleOpen")}</Tag> : null}
            {line.aftersale === "done" ? <Tag>{t("shop.order.aftersaleDone")}</Tag> : null}
          </div>
          <div className={styles["lineEnd"]}>
            <Price cents={line.price_cents} />
            <span>{t("shop.order.quantity", { count: units })}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}
