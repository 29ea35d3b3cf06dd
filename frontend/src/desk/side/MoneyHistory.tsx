import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { OrderDetail } from "@/api/types";
import { attempt } from "@/lib/act";
import { money } from "@/lib/money";
import { dayTime } from "@/lib/time";
import { useWords } from "@/lib/words";
import { Chip } from "@/ui/Chip";
import { deskUi } from "../state/desk";
import { useSeat } from "../state/seat";
import { Section } from "./Section";
import classes from "./side.module.css";

/** Refunds, payouts and coupons of an order, and the shopper's refund requests that wait for a decision. */
export function MoneyHistory({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  const word = useWords();
  const { api, queries } = useSeat();
  const nothing = order.returns.length + order.refunds.length + order.payouts.length + order.coupons.length === 0;
  const approve = async (id: number) => {
    await attempt(() => api.approveReturn(id));
    await queries.invalidateQueries({ queryKey: ["order", order.id] });
  };
  return (
    <Section title={t("desk.order.money")}>
      {nothing ? <p className={classes["none"]}>{t("desk.order.noMoney")}</p> : null}
      {order.returns.map((one) => (
        <div key={`r${one.id}`} className={classes["entry"]}>
          <div className={classes["entryHead"]}>
            <span>
              {t("desk.order.return")} {money(one.amount_cents)}
            </span>
            <Chip tone={one.state === "requested" ? "amber" : one.state === "refunded" ? "green" : "neutral"}>
              {word("returnState", one.state)}
            </Chip>
            <span className={classes["muted"]}>{dayTime(one.requested_at)}</span>
          </div>
          <div className={classes["muted"]}>
            {word("returnPath", one.path)} · {word("refundReason", one.reason)}
          </div>
          {one.state === "requested" ? (
            <Group gap={6} mt={6}>
              <Button size="compact-sm" variant="light" onClick={() => void approve(one.id)}>
                {t("desk.order.approve")}
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => deskUi.open({ name: "refuse", returnId: one.id })}
              >
                {t("desk.order.refuse")}
              </Button>
            </Group>
          ) : null}
        </div>
      ))}
      {order.refunds.map((one) => (
        <div key={`f${one.id}`} className={classes["entry"]}>
          <div className={classes["entryHead"]}>
            <span>
              {t("desk.order.refund")} {money(one.amount_cents)}
            </span>
            <Chip tone={one.state === "succeeded" ? "green" : "amber"}>{word("refundState", one.state)}</Chip>
            <span className={classes["muted"]}>{dayTime(one.succeeded_at ?? one.requested_at)}</span>
          </div>
        </div>
      ))}
      {order.payouts.map((one) => (
        <div key={`p${one.id}`} className={classes["entry"]}>
          <div className={classes["entryHead"]}>
            <span>
              {word("payoutReason", one.reason)} {money(one.amount_cents)}
            </span>
            <Chip tone={one.state === "paid" ? "green" : "amber"}>{word("payoutState", one.state)}</Chip>
            <span className={classes["muted"]}>{dayTime(one.paid_at ?? one.requested_at)}</span>
          </div>
        </div>
      ))}
      {order.coupons.map((one) => (
        <div key={`c${one.id}`} className={classes["entry"]}>
          <div className={classes["entryHead"]}>
            <span>
              {word("couponKind", one.kind)} {money(one.amount_cents)}
            </span>
            <Chip tone={one.state === "granted" ? "green" : "neutral"}>{word("couponState", one.state)}</Chip>
            <span className={classes["muted"]}>{dayTime(one.granted_at)}</span>
          </div>
        </div>
      ))}
    </Section>
  );
}
