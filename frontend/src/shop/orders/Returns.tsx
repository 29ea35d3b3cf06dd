import { Check } from "lucide-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { money } from "@/lib/money";
import { dayTime } from "@/lib/time";
import { useRefreshOrder } from "../queries";
import { useSeat } from "../seat";
import type { OrderDetail, ReturnView } from "../types";
import { Panel, Tag } from "../ui/bits";
import { Button } from "../ui/Button";
import { ErrorLine } from "../ui/states";
import { useShopWords } from "../words";
import { mayCancel, progressOf } from "./rules";
import styles from "./orders.module.css";

function Request({ order, item }: { order: OrderDetail; item: ReturnView }) {
  const { t } = useTranslation();
  const say = useShopWords();
  const { api } = useSeat();
  const refresh = useRefreshOrder(order.id);
  const cancel = useMutation({ mutationFn: () => api.cancelReturn(item.id), onSuccess: refresh });
  const progress = progressOf(item);
  return (
    <div className={styles["return"]}>
      <p className={styles["returnState"]}>
        <b>{say("refund.state", item.state)}</b>
        <Tag tone={item.state === "refunded" ? "good" : progress ? "info" : "plain"}>{money(item.amount_cents)}</Tag>
      </p>
      {progress ? (
        <ol className={styles["steps"]}>
          {progress.steps.map((step, index) => (
            <li
              key={step}
              data-done={index < progress.done || undefined}
              aria-current={index === progress.done ? "step" : undefined}
            >
              <span className={styles["dot"]} aria-hidden>
                {index < progress.done ? <Check size={12} strokeWidth={3} /> : null}
              </span>
              {t(`shop.refund.steps.${step as "requested"}`)}
            </li>
          ))}
        </ol>
      ) : null}
      <p className={styles["quiet"]}>
        {t("shop.refund.why")}: {say("moneyReason", item.reason)} · {t("shop.refund.at")} {dayTime(item.requested_at)}
      </p>
      {item.state === "refused" && (item.refusal_text || item.refusal_reason) ? (
        <p className={styles["refusal"]}>{item.refusal_text || say("refusal", item.refusal_reason)}</p>
      ) : null}
      {mayCancel(item) ? (
        <Button small disabled={cancel.isPending} onClick={() => cancel.mutate()}>
          {t("shop.refund.withdraw")}
        </Button>
      ) : null}
      <ErrorLine error={cancel.error} />
    </div>
  );
}

/** Refund requests of an order, newest first, with how far each has come. */
export function Returns({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  if (order.returns.length === 0) return null;
  const items = [...order.returns].sort((a, b) => b.id - a.id);
  return (
    <Panel title={t("shop.refund.progress")}>
      {items.map((item) => (
        <Request key={item.id} order={order} item={item} />
      ))}
    </Panel>
  );
}
