import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { OrderTag } from "../orders/OrderTag";
import { useOrders } from "../queries";
import { Picture } from "../ui/bits";
import { IconButton } from "../ui/Button";
import styles from "./chat.module.css";

/** The shopper's orders to choose from: the one picked is sent as a card. */
export function OrderPicker({ onPick }: { onPick: (orderId: number | null) => void }) {
  const { t } = useTranslation();
  const orders = useOrders();
  const rows = orders.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className={styles["picker"]}>
      <div className={styles["pickerHead"]}>
        <h3>{t("shop.chat.pickTitle")}</h3>
        <IconButton label={t("common.action.close")} onClick={() => onPick(null)}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      {rows.length === 0 && !orders.isPending ? <p>{t("shop.chat.pickNone")}</p> : null}
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <button type="button" onClick={() => onPick(row.id)}>
              <span className={styles["aboutImage"]}>
                <Picture hash={row.picture} />
              </span>
              <span className={styles["aboutTitle"]}>{row.title}</span>
              <OrderTag state={row.state} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
