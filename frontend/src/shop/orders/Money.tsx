import { BadgeCheck, Ticket } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { money } from "@/lib/money";
import { dayTime } from "@/lib/time";
import type { OrderDetail } from "../types";
import { Panel, Tag, type Tone } from "../ui/bits";
import { useShopWords } from "../words";
import styles from "./orders.module.css";

function Row({ name, strong = false, children }: { name: string; strong?: boolean; children: ReactNode }) {
  return (
    <div className={strong ? styles["strong"] : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function Amounts({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  return (
    <Panel title={t("shop.order.money")}>
      <dl className={styles["facts"]}>
        <Row name={t("shop.order.goodsTotal")}>{money(order.goods_cents)}</Row>
        {order.discount_cents > 0 ? <Row name={t("shop.order.discount")}>{money(-order.discount_cents)}</Row> : null}
        <Row name={t("shop.order.freight")}>
          {order.freight_cents === 0 ? t("shop.order.freightFree") : money(order.freight_cents)}
        </Row>
        <Row name={t("shop.order.total")} strong={order.captured_cents === 0}>
          {money(order.total_cents)}
        </Row>
        {order.captured_cents > 0 ? (
          <Row name={t("shop.order.captured")} strong>
            {money(order.captured_cents)}
          </Row>
        ) : null}
        {order.refunded_cents > 0 ? <Row name={t("shop.order.refunded")}>{money(order.refunded_cents)}</Row> : null}
      </dl>
    </Panel>
  );
}

const tone = (state: string): Tone =>
  state === "paid" || state === "succeeded" || state === "granted" ? "good" : state === "declined" ? "plain" : "info";

/** What the shop gave back for this order: payouts, refunds and coupons. */
export function Received({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  const say = useShopWords();
  const payouts = order.payouts.filter((payout) => payout.state !== "declined");
  if (payouts.length + order.refunds.length + order.coupons.length === 0) return null;
  return (
    <Panel title={t("shop.order.received")}>
      <ul className={styles["received"]}>
        {payouts.map((payout) => (
          <li key={`payout-${payout.id}`}>
            <BadgeCheck size={20} aria-hidden />
            <div>
              <b>
                {t("shop.order.payout")} {money(payout.amount_cents)}
              </b>
              <span>
                {say("moneyReason", payout.reason)} · {dayTime(payout.paid_at ?? payout.requested_at)}
              </span>
            </div>
            <Tag tone={tone(payout.state)}>{say("moneyState", payout.state)}</Tag>
          </li>
        ))}
        {order.refunds.map((refund) => (
          <li key={`refund-${refund.id}`}>
            <BadgeCheck size={20} aria-hidden />
            <div>
              <b>
                {t("shop.order.refund")} {money(refund.amount_cents)}
              </b>
              <span>
                {say("moneyReason", refund.reason)} · {dayTime(refund.succeeded_at ?? refund.requested_at)}
              </span>
            </div>
            <Tag tone={tone(refund.state)}>{say("moneyState", refund.state)}</Tag>
          </li>
        ))}
        {order.coupons.map((coupon) => (
          <li key={`coupon-${coupon.id}`}>
            <Ticket size={20} aria-hidden />
            <div>
              <b>
                {t("shop.order.coupon")} {money(coupon.amount_cents)}
              </b>
              <span>
                <Link href="/coupons">{say("coupons.kind", coupon.kind)}</Link> · {dayTime(coupon.granted_at)}
              </span>
            </div>
            <Tag tone={tone(coupon.state)}>{say("coupons.state", coupon.state)}</Tag>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
