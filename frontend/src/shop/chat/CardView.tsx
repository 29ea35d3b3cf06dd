import { Package, Ticket, Truck } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { yuan } from "@/lib/money";
import { dayTime, fullDay } from "@/lib/time";
import { useOrder, useProduct } from "../queries";
import { Picture, Price } from "../ui/bits";
import { useShopWords } from "../words";
import styles from "./chat.module.css";

type Card = Readonly<Record<string, unknown>>;

const text = (card: Card, name: string): string => (typeof card[name] === "string" ? card[name] : "");
const amount = (card: Card, name: string): number | null => (typeof card[name] === "number" ? card[name] : null);

function Frame({ href, kind, image, title, children }: { href: string; kind: string; image: ReactNode; title: string; children?: ReactNode }) {
  return (
    <Link href={href} className={styles["card"]}>
      <span className={styles["cardImage"]}>{image}</span>
      <span className={styles["cardText"]}>
        <span className={styles["cardKind"]}>{kind}</span>
        <span className={styles["cardTitle"]}>{title}</span>
        <span className={styles["cardFoot"]}>{children}</span>
      </span>
    </Link>
  );
}

/** Cards carry their words as they were when sent; one of ours on its way is filled from what we know. */
function OrderCard({ card }: { card: Card }) {
  const { t } = useTranslation();
  const say = useShopWords();
  const id = amount(card, "id") ?? 0;
  const { data } = useOrder(id);
  const picture = text(card, "picture") || data?.lines[0]?.picture;
  const state = data?.state ?? text(card, "state");
  return (
    <Frame
      href={`/orders/${id}`}
      kind={t("shop.orders.number", { no: text(card, "order_no") || (data?.order_no ?? "") })}
      image={picture ? <Picture hash={picture} /> : <Package size={22} aria-hidden />}
      title={text(card, "title") || (data?.lines[0]?.title ?? "")}
    >
      <Price cents={amount(card, "total_cents") ?? data?.total_cents ?? 0} />
      <span>{say("orderState", state)}</span>
    </Frame>
  );
}

function ProductCard({ card }: { card: Card }) {
  const { t } = useTranslation();
  const id = amount(card, "id") ?? 0;
  const { data } = useProduct(id);
  const picture = text(card, "picture") || data?.picture;
  return (
    <Frame
      href={`/p/${id}`}
      kind={t("shop.chat.cardProduct")}
      image={picture ? <Picture hash={picture} /> : <Package size={22} aria-hidden />}
      title={text(card, "title") || (data?.title ?? "")}
    >
      <Price cents={amount(card, "price_cents") ?? data?.price_cents ?? 0} />
    </Frame>
  );
}

export function CardView({ card }: { card: Card }) {
  const { t } = useTranslation();
  const say = useShopWords();
  switch (card["type"]) {
    case "order":
      return <OrderCard card={card} />;
    case "product":
      return <ProductCard card={card} />;
    case "tracking":
      return (
        <Frame
          href={amount(card, "order_id") ? `/orders/${amount(card, "order_id")}` : "/orders"}
          kind={`${text(card, "carrier")} ${text(card, "tracking_no")}`}
          image={<Truck size={22} aria-hidden />}
          title={say("parcelState", text(card, "state"))}
        >
          {text(card, "eta_at") ? <span>{`${t("shop.order.eta")} ${dayTime(text(card, "eta_at"))}`}</span> : null}
        </Frame>
      );
    case "coupon":
      return (
        <Frame
          href="/coupons"
          kind={t("shop.chat.cardCoupon")}
          image={<Ticket size={22} aria-hidden />}
          title={t("shop.chat.couponArrived", { amount: `¥${yuan(amount(card, "amount_cents") ?? 0)}` })}
        >
          {text(card, "expires_at") ? <span>{t("shop.coupons.until", { date: fullDay(text(card, "expires_at")) })}</span> : null}
        </Frame>
      );
    default:
      return null;
  }
}
