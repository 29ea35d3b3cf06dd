import { useTranslation } from "react-i18next";
import { dayTime } from "@/lib/time";
import { useTickets } from "../queries";
import { Skeleton, Tag } from "../ui/bits";
import { Empty, Failed } from "../ui/states";
import { useShopWords } from "../words";
import { ticketTone } from "./tones";
import styles from "./account.module.css";

export default function TicketsPage() {
  const { t } = useTranslation();
  const say = useShopWords();
  const { data, error, refetch } = useTickets();
  return (
    <>
      <h1 className="shop-title">{t("shop.tickets.title")}</h1>
      {error ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={120} />
      ) : data.items.length === 0 ? (
        <Empty title={t("shop.tickets.none")} hint={t("shop.tickets.noneHint")} />
      ) : (
        <ul className={styles["tickets"]}>
          {data.items.map((ticket) => (
            <li key={ticket.id} className={styles["ticket"]}>
              <div className={styles["ticketHead"]}>
                <h2>{ticket.title}</h2>
                <Tag tone={ticketTone(ticket.state)}>{say("tickets.state", ticket.state)}</Tag>
              </div>
              <p className={styles["quiet"]}>
                {ticket.ticket_no}
                {ticket.opened_at ? ` · ${t("shop.tickets.opened", { date: dayTime(ticket.opened_at) })}` : ""}
              </p>
              {ticket.resolution ? (
                <p className={styles["resolution"]}>
                  <b>{t("shop.tickets.resolution")}</b>
                  {ticket.resolution}
                </p>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
