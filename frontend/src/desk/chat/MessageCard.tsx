import { Package, ReceiptText, Ticket } from "lucide-react";
import { useTranslation } from "react-i18next";
import { money } from "@/lib/money";
import { day } from "@/lib/time";
import { useWords } from "@/lib/words";
import classes from "./chat.module.css";

interface MessageCardProps {
  card: Record<string, unknown>;
  onOpen(card: Record<string, unknown>): void;
}

const text = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value) : "");

/** An order, parcel or coupon shown inside the chat; opens in the side panel. */
export function MessageCard({ card, onOpen }: MessageCardProps) {
  const { t } = useTranslation();
  const word = useWords();
  const type = text(card["type"]);
  const cents = (name: string) => (typeof card[name] === "number" ? money(card[name]) : "");
  let icon = <ReceiptText size={20} aria-hidden />;
  let title = word("card", type);
  let sub = "";
  if (type === "order") {
    const picture = text(card["picture"]);
    if (picture) icon = <img src={`/api/picture/${picture}`} alt="" loading="lazy" />;
    title = text(card["title"]) || t("desk.card.order");
    sub = [text(card["order_no"]), cents("total_cents"), word("orderState", text(card["state"]))]
      .filter(Boolean)
      .join(" · ");
  } else if (type === "tracking") {
    icon = <Package size={20} aria-hidden />;
    title = `${text(card["carrier"])} ${text(card["tracking_no"])}`.trim() || t("desk.card.tracking");
    const eta = card["eta_at"] ? t("desk.card.eta", { date: day(text(card["eta_at"])) }) : t("desk.card.noEta");
    sub = [word("parcelState", text(card["state"])), eta].filter(Boolean).join(" · ");
  } else if (type === "coupon") {
    icon = <Ticket size={20} aria-hidden />;
    title = `${t("desk.card.coupon")} ${cents("amount_cents")}`;
    const threshold = Number(card["threshold_cents"] ?? 0);
    sub = threshold > 0 ? t("desk.card.threshold", { amount: money(threshold) }) : t("desk.card.noThreshold");
  }
  return (
    <button type="button" className={classes["card"]} onClick={() => onOpen(card)}>
      <span className={classes["cardIcon"]}>{icon}</span>
      <span style={{ minWidth: 0, display: "grid" }}>
        <span className={classes["cardTitle"]}>{title}</span>
        <span className={classes["cardSub"]}>{sub}</span>
      </span>
    </button>
  );
}
