import { MessageCircle } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/errors";
import { mallNow } from "@/live/clock";
import { dayTime } from "@/lib/time";
import { useChatUi } from "../chat/ui";
import { useOrder } from "../queries";
import { useLive } from "../seat";
import type { OrderDetail } from "../types";
import { Panel, Skeleton } from "../ui/bits";
import { Button, LinkButton } from "../ui/Button";
import { Empty, Failed } from "../ui/states";
import { ConfirmReceipt, RefundRequest } from "./dialogs";
import { Lines } from "./Lines";
import { Amounts, Received } from "./Money";
import { OrderFacts } from "./OrderFacts";
import { OrderTag } from "./OrderTag";
import { Returns } from "./Returns";
import { Promises } from "./Promises";
import { mayAskRefund, mayConfirm } from "./rules";
import { Tracking } from "./Tracking";
import styles from "./orders.module.css";

export default function OrderPage({ id }: { id: number }) {
  const { t } = useTranslation();
  const { data: order, error, refetch } = useOrder(id);
  if (order) return <Order order={order} />;
  if (error instanceof ApiError && error.status === 404) {
    return (
      <Empty title={t("shop.order.gone")} hint={t("shop.order.goneHint")}>
        <LinkButton href="/orders">{t("shop.orders.title")}</LinkButton>
      </Empty>
    );
  }
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  return <Skeleton height={420} />;
}

function useHint(order: OrderDetail): string {
  const { t } = useTranslation();
  const eta = order.consignments.find((parcel) => parcel.eta_at)?.eta_at ?? null;
  switch (order.state) {
    case "pending_payment":
      return t("shop.orderHint.pending_payment");
    case "paid":
    case "packing":
      return t("shop.orderHint.paid", { due: dayTime(order.dispatch_due_at) });
    case "shipped":
    case "partly_shipped":
      return eta ? t("shop.orderHint.shippedEta", { eta: dayTime(eta) }) : t("shop.orderHint.shipped");
    case "delivered":
      return t("shop.orderHint.delivered");
    case "completed":
    case "archived":
      return t("shop.orderHint.completed");
    case "cancelled":
      return t("shop.orderHint.cancelled");
    default:
      return "";
  }
}

function Order({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<"refund" | "confirm" | null>(null);
  const lookAt = useChatUi((state) => state.lookAt);
  const show = useChatUi((state) => state.show);
  const clock = useLive((state) => state.clock);
  const hint = useHint(order);
  const overdue =
    order.promised_at !== null &&
    ["paid", "packing", "shipped", "partly_shipped"].includes(order.state) &&
    mallNow(clock) > Date.parse(order.promised_at);

  useEffect(() => {
    lookAt({ type: "order", id: order.id });
    return () => lookAt(null);
  }, [order.id, lookAt]);

  return (
    <>
      <header className={styles["head"]}>
        <div>
          <h1>
            {t("shop.order.title")} <OrderTag state={order.state} />
          </h1>
          <p>{hint}</p>
          {order.promised_at && order.state !== "cancelled" ? (
            <p className={overdue ? styles["overdue"] : undefined}>
              {t("shop.order.promised")} {dayTime(order.promised_at)}
              {overdue ? ` · ${t("shop.order.overdue")}` : ""}
            </p>
          ) : null}
        </div>
        <div className={styles["actions"]}>
          {mayAskRefund(order) ? <Button onClick={() => setAsking("refund")}>{t("shop.order.refundAsk")}</Button> : null}
          {mayConfirm(order) ? <Button onClick={() => setAsking("confirm")}>{t("shop.order.confirm")}</Button> : null}
          <Button variant="primary" onClick={() => show(true)}>
            <MessageCircle size={18} aria-hidden />
            {t("shop.order.ask")}
          </Button>
        </div>
      </header>
      <div className={styles["columns"]}>
        <div className={styles["column"]}>
          <Returns order={order} />
          <Tracking order={order} />
          <Promises order={order} />
          <Panel title={t("shop.order.goods")}>
            <Lines order={order} />
          </Panel>
        </div>
        <div className={styles["column"]}>
          <Received order={order} />
          <Amounts order={order} />
          <OrderFacts order={order} />
        </div>
      </div>
      {asking === "refund" ? <RefundRequest order={order} onClose={() => setAsking(null)} /> : null}
      {asking === "confirm" ? <ConfirmReceipt order={order} onClose={() => setAsking(null)} /> : null}
    </>
  );
}
