import { Loader } from "@mantine/core";
import { Flag } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { OrderDetail } from "@/api/types";
import { errorText } from "@/api/errors";
import { dayTime } from "@/lib/time";
import { useWords } from "@/lib/words";
import { mallNow, useTick } from "@/live/clock";
import { Chip, type Tone } from "@/ui/Chip";
import { EmptyState } from "@/ui/EmptyState";
import { useCustomer, useOrder, useSelected, useShownOrderId } from "../state/chats";
import { deskUi } from "../state/desk";
import { useLive } from "../state/seat";
import { Calls, Claims } from "./CallsAndClaims";
import { Goods } from "./Goods";
import { MoneyHistory } from "./MoneyHistory";
import { OrderFinder } from "./OrderFinder";
import { OrderPick } from "./OrderPick";
import { Parcel } from "./Parcel";
import { handedOver } from "./handedOver";
import { Promises } from "./Promises";
import { Section } from "./Section";
import { spanWords } from "./span";
import { useQuoteInReply, WorkOrders } from "./WorkOrders";
import classes from "./side.module.css";

const STATE_TONES: Record<string, Tone> = {
  paid: "amber",
  packing: "amber",
  shipped: "brand",
  partly_shipped: "brand",
  delivered: "green",
  completed: "green",
  cancelled: "neutral",
};
const FLAGS: Record<string, string> = {
  red: "#d5372a",
  yellow: "#c58f00",
  green: "#2d8a52",
  blue: "#3673ad",
  purple: "#7c52b5",
};

/** A due date with how far it is, and whether it was kept: the first thing to look at in a late-parcel case. */
function Due({ due, met, label }: { due: string | null; met: string | null; label: string }) {
  const { t } = useTranslation();
  useTick();
  const now = mallNow(useLive((state) => state.clock));
  if (due === null) return null;
  const end = met ? Date.parse(met) : now;
  const over = end - Date.parse(due);
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {dayTime(due)}
        {over > 0 ? (
          <Chip tone="red">{t("desk.order.overdue", { span: spanWords(over) })}</Chip>
        ) : met ? (
          <Chip tone="green">{t("desk.order.kept")}</Chip>
        ) : (
          <Chip tone="neutral">{t("desk.order.left", { span: spanWords(-over) })}</Chip>
        )}
      </dd>
    </>
  );
}

function Dates({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  const handed = handedOver(order);
  const over = ["cancelled", "pending_payment"].includes(order.state);
  return (
    <dl className={classes["facts"]}>
      <dt>{t("desk.order.paid")}</dt>
      <dd>{dayTime(order.paid_at)}</dd>
      {over ? null : <Due due={order.dispatch_due_at} met={handed} label={t("desk.order.dispatchDue")} />}
      {order.promised_at ? (
        over ? null : <Due due={order.promised_at} met={order.delivered_at} label={t("desk.order.promised")} />
      ) : (
        <>
          <dt>{t("desk.order.promised")}</dt>
          <dd className={classes["muted"]}>{t("desk.order.noPromise")}</dd>
        </>
      )}
      {order.delivered_at ? (
        <>
          <dt>{t("desk.order.delivered")}</dt>
          <dd>{dayTime(order.delivered_at)}</dd>
        </>
      ) : null}
      <dt>{t("desk.order.address")}</dt>
      <dd>
        {order.address.name} {order.address.phone_masked}
        <br />
        {[order.address.province, order.address.city, order.address.district].filter(Boolean).join(" ")}
      </dd>
      {order.buyer_note ? (
        <>
          <dt>{t("desk.order.buyerNote")}</dt>
          <dd>{order.buyer_note}</dd>
        </>
      ) : null}
    </dl>
  );
}

/** The shopper's own orders, to choose the one meant when the chat names none. */
function ShopperOrders() {
  const { t } = useTranslation();
  const selected = useSelected();
  const orders = useCustomer(selected?.shopper.id ?? null).data?.orders ?? [];
  if (!selected || orders.length === 0) return null;
  return (
    <Section title={t("desk.order.otherOrders")}>
      {orders.map((order) => (
        <OrderPick
          key={order.id}
          order={order}
          current={false}
          onPick={() => deskUi.showOrder(selected.id, order.id)}
        />
      ))}
    </Section>
  );
}

/** The order as a clerk reads it: is it late, where is it, what was done about it, what may be done. */
export function OrderTab() {
  const { t } = useTranslation();
  const word = useWords();
  const quote = useQuoteInReply();
  const orderId = useShownOrderId();
  const { data: order, error } = useOrder(orderId);
  if (orderId === null) {
    return (
      <>
        <p className={classes["none"]} style={{ marginBottom: 10 }}>
          {t("desk.order.none")}
          <br />
          {t("desk.order.noneHint")}
        </p>
        <OrderFinder />
        <ShopperOrders />
      </>
    );
  }
  if (error && !order) return <EmptyState title={errorText(error)} />;
  if (!order) return <Loader size="sm" m="xl" />;
  return (
    <>
      <div className={classes["orderHead"]}>
        <div style={{ minWidth: 0 }}>
          <h2 className={classes["orderNo"]}>
            {order.order_no}
            {order.seller_flag ? (
              <Flag
                size={15}
                role="img"
                aria-label={word("flag", order.seller_flag)}
                color={FLAGS[order.seller_flag] ?? "currentColor"}
                fill={FLAGS[order.seller_flag] ?? "currentColor"}
                style={{ marginLeft: 6, verticalAlign: "-2px" }}
              />
            ) : null}
          </h2>
          <div className={classes["muted"]}>
            {t("desk.order.placed")} {dayTime(order.placed_at)}
          </div>
        </div>
        <Chip tone={STATE_TONES[order.state] ?? "neutral"}>{word("orderState", order.state)}</Chip>
      </div>
      <Goods order={order} />
      <div className={classes["section"]}>
        <Dates order={order} />
      </div>
      <Promises order={order} />
      <Section title={t("desk.order.tracking")}>
        {order.consignments.length === 0 ? (
          <p className={classes["none"]}>
            {t("desk.order.noParcel")}
            {" · "}
            {t("desk.order.noParcelHint")}
          </p>
        ) : null}
        {order.consignments.map((parcel) => (
          <Parcel key={parcel.id} parcel={parcel} city={order.address.city} />
        ))}
      </Section>
      <WorkOrders parcels={order.consignments} />
      {order.consignments.map((parcel) => (
        <Calls key={parcel.id} parcel={parcel} onQuote={quote} />
      ))}
      <Claims parcels={order.consignments} />
      <MoneyHistory order={order} />
      <Section title={t("desk.order.notes")}>
        {(order.notes ?? []).length === 0 ? <p className={classes["none"]}>{t("desk.order.noNotes")}</p> : null}
        {(order.notes ?? []).map((note) => (
          <div key={note.id} className={classes["entry"]}>
            {note.text}
            <div className={classes["muted"]}>
              {dayTime(note.at)}
              {note.flag ? ` · ${word("flag", note.flag)}` : ""}
            </div>
          </div>
        ))}
      </Section>
      {(order.tickets ?? []).length > 0 ? (
        <Section title={t("desk.order.tickets")}>
          {(order.tickets ?? []).map((ticket) => (
            <div key={ticket.id} className={classes["entry"]}>
              <div className={classes["entryHead"]}>
                <span className={classes["clip"]}>{ticket.title}</span>
                <Chip>{word("ticketState", ticket.state)}</Chip>
                <span className={classes["muted"]}>{ticket.ticket_no}</span>
              </div>
            </div>
          ))}
        </Section>
      ) : null}
      <div className={classes["section"]}>
        <OrderFinder />
      </div>
    </>
  );
}

