import { Loader } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ConversationView } from "@/api/types";
import { errorText } from "@/api/errors";
import { money } from "@/lib/money";
import { day, fullDay } from "@/lib/time";
import { useWords } from "@/lib/words";
import { Avatar } from "@/ui/Avatar";
import { Chip } from "@/ui/Chip";
import { EmptyState } from "@/ui/EmptyState";
import { useCustomer, useShownOrderId } from "../state/chats";
import { deskUi } from "../state/desk";
import { useDeskRoute } from "../state/route";
import { OrderPick } from "./OrderPick";
import { PlayShopper } from "./PlayShopper";
import { Section } from "./Section";
import classes from "./side.module.css";

/** Who the shopper is: their orders, coupons, tickets and earlier conversations. */
export function BuyerTab({ conversation }: { conversation: ConversationView }) {
  const { t } = useTranslation();
  const word = useWords();
  const { go } = useDeskRoute();
  const orderId = useShownOrderId();
  const { data, error } = useCustomer(conversation.shopper.id);
  if (error && !data) return <EmptyState title={errorText(error)} />;
  if (!data) return <Loader size="sm" m="xl" />;
  const { shopper } = data;
  const past = data.conversations.filter((one) => one.id !== conversation.id);
  return (
    <>
      <div className={classes["person"]}>
        <Avatar name={shopper.name || shopper.nick} hue={shopper.hue} size={48} />
        <div style={{ minWidth: 0 }}>
          <h2 className={classes["personName"]}>{shopper.name}</h2>
          <div className={classes["muted"]}>
            {t("common.level", { n: shopper.level })} · {t("desk.buyer.memberSince", { date: fullDay(shopper.member_since_at) })}
          </div>
        </div>
      </div>
      <div className={classes["section"]}>
        <dl className={classes["facts"]}>
          <dt>{t("desk.buyer.nick")}</dt>
          <dd>{shopper.nick}</dd>
          <dt>{t("desk.buyer.phone")}</dt>
          <dd>{shopper.phone_masked}</dd>
        </dl>
      </div>
      <Section title={t("desk.buyer.orders")} aside={<span className={classes["muted"]}>{data.orders.length}</span>}>
        {data.orders.length === 0 ? <p className={classes["none"]}>{t("desk.buyer.noOrders")}</p> : null}
        {data.orders.map((order) => (
          <OrderPick
            key={order.id}
            order={order}
            current={order.id === orderId}
            onPick={() => deskUi.showOrder(conversation.id, order.id)}
          />
        ))}
      </Section>
      <Section title={t("desk.buyer.coupons")}>
        {data.coupons.length === 0 ? <p className={classes["none"]}>{t("desk.buyer.noCoupons")}</p> : null}
        {data.coupons.map((coupon) => (
          <div key={coupon.id} className={classes["entry"]}>
            <div className={classes["entryHead"]}>
              <span>
                {word("couponKind", coupon.kind)} {money(coupon.amount_cents)}
              </span>
              <Chip tone={coupon.state === "granted" ? "green" : "neutral"}>{word("couponState", coupon.state)}</Chip>
              <span className={classes["muted"]}>{t("desk.card.until", { date: day(coupon.expires_at) })}</span>
            </div>
          </div>
        ))}
      </Section>
      <Section title={t("desk.buyer.tickets")}>
        {data.tickets.length === 0 ? <p className={classes["none"]}>{t("desk.buyer.noTickets")}</p> : null}
        {data.tickets.map((ticket) => (
          <div key={ticket.id} className={classes["entry"]}>
            <div className={classes["entryHead"]}>
              <button type="button" className={classes["linkish"]} onClick={() => go("tickets", ticket.id)}>
                {ticket.title}
              </button>
              <Chip>{word("ticketState", ticket.state)}</Chip>
            </div>
          </div>
        ))}
      </Section>
      <Section title={t("desk.buyer.past")}>
        {past.length === 0 ? <p className={classes["none"]}>{t("desk.buyer.noPast")}</p> : null}
        {past.map((one) => (
          <div key={one.id} className={classes["entry"]}>
            <div className={classes["entryHead"]}>
              <button type="button" className={classes["linkish"]} onClick={() => go("chats", one.id)}>
                {one.order_no ?? `#${one.id}`}
              </button>
              <Chip>{word("conversationState", one.state)}</Chip>
              <span className={classes["muted"]}>{one.rating ? `★ ${one.rating}` : ""}</span>
            </div>
          </div>
        ))}
      </Section>
      <PlayShopper key={shopper.id} shopperId={shopper.id} />
    </>
  );
}
