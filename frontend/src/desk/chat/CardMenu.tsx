import { Menu } from "@mantine/core";
import { Package, ReceiptText, Ticket } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CardPointer, OrderDetail } from "@/api/types";
import { money } from "@/lib/money";

interface CardMenuProps {
  order: OrderDetail | null;
  onSend(card: CardPointer): void;
}

/** The records of the open order that can be put into the chat. */
export function CardMenu({ order, onSend }: CardMenuProps) {
  const { t } = useTranslation();
  if (!order) return <Menu.Label>{t("desk.composer.noCards")}</Menu.Label>;
  const parcel = order.consignments.at(-1);
  return (
    <>
      <Menu.Item leftSection={<ReceiptText size={15} />} onClick={() => onSend({ type: "order", id: order.id })}>
        {t("desk.composer.orderCard")}
      </Menu.Item>
      {parcel ? (
        <Menu.Item leftSection={<Package size={15} />} onClick={() => onSend({ type: "tracking", id: parcel.id })}>
          {t("desk.composer.trackingCard")}
        </Menu.Item>
      ) : null}
      {order.coupons.map((coupon) => (
        <Menu.Item
          key={coupon.id}
          leftSection={<Ticket size={15} />}
          onClick={() => onSend({ type: "coupon", id: coupon.id })}
        >
          {t("desk.composer.couponCard")} {money(coupon.amount_cents)}
        </Menu.Item>
      ))}
    </>
  );
}
