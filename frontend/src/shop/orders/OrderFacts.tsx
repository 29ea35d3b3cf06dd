import { useTranslation } from "react-i18next";
import { dayTime } from "@/lib/time";
import { ticketTone } from "../account/tones";
import type { OrderDetail } from "../types";
import { Panel, Tag } from "../ui/bits";
import { useShopWords } from "../words";
import styles from "./orders.module.css";

/** Address, numbers and times of an order, and the service requests about it. */
export function OrderFacts({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  const say = useShopWords();
  const { address } = order;
  const times = [
    ["placed", order.placed_at],
    ["paid", order.paid_at],
    ["shipped", order.shipped_at],
    ["delivered", order.delivered_at],
    ["completed", order.completed_at],
    ["cancelled", order.cancelled_at],
  ] as const;
  const tickets = order.tickets ?? [];
  return (
    <>
      {tickets.length > 0 ? (
        <Panel title={t("shop.order.tickets")}>
          <ul className={styles["received"]}>
            {tickets.map((ticket) => (
              <li key={ticket.id}>
                <div>
                  <b>{ticket.title}</b>
                  <span>{ticket.ticket_no}</span>
                </div>
                <Tag tone={ticketTone(ticket.state)}>{say("tickets.state", ticket.state)}</Tag>
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
      <Panel title={t("shop.order.address")}>
        <p className={styles["address"]}>
          <b>{address.name}</b> {address.phone_masked}
          <br />
          {[address.province, address.city, address.district, address.street].join(" ")}
        </p>
      </Panel>
      <Panel title={t("shop.order.info")}>
        <dl className={styles["facts"]}>
          <div>
            <dt>{t("shop.order.no")}</dt>
            <dd className={styles["number"]}>{order.order_no}</dd>
          </div>
          {times.map(([name, at]) =>
            at ? (
              <div key={name}>
                <dt>{t(`shop.order.${name}`)}</dt>
                <dd>
                  <time dateTime={at}>{dayTime(at)}</time>
                </dd>
              </div>
            ) : null,
          )}
          {order.buyer_note ? (
            <div>
              <dt>{t("shop.order.note")}</dt>
              <dd>{order.buyer_note}</dd>
            </div>
          ) : null}
        </dl>
      </Panel>
    </>
  );
}
