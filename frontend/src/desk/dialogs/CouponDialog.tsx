import { Radio } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OrderDetail } from "@/api/types";
import { money, yuan } from "@/lib/money";
import { useSeat } from "../state/seat";
import { Frame } from "./Frame";
import { useSubmit } from "./useSubmit";
import classes from "./dialogs.module.css";

const AMOUNTS = [
  { cents: 500, words: "five" },
  { cents: 1000, words: "ten" },
  { cents: 2000, words: "twenty" },
] as const;

/** Goodwill coupon: three sizes by how much trouble the shopper had. */
export function CouponDialog({ order, conversationId }: { order: OrderDetail; conversationId: number | null }) {
  const { t } = useTranslation();
  const { api } = useSeat();
  const { busy, submit } = useSubmit();
  const [chosen, setChosen] = useState("500");
  const cents = Number(chosen);
  return (
    <Frame
      title={t("desk.dialog.coupon.title")}
      submit={t("desk.dialog.coupon.submit", { amount: yuan(cents) })}
      busy={busy}
      onSubmit={() =>
        void submit(
          () => api.grantCoupon(order.id, { amount_cents: cents, conversation_id: conversationId }),
          (reply) =>
            reply.approval_id
              ? t("desk.dialog.coupon.requested", { amount: money(cents) })
              : t("desk.dialog.coupon.granted", { amount: money(cents) }),
        )
      }
    >
      <Radio.Group value={chosen} onChange={setChosen} label={t("desk.dialog.coupon.hint")}>
        <div className={classes["choices"]}>
          {AMOUNTS.map(({ cents: amount, words }, index) => (
            <Radio.Card
              key={amount}
              value={String(amount)}
              className={classes["choice"] ?? ""}
              {...(index === 0 ? { "data-autofocus": true } : {})}
            >
              <b>¥{yuan(amount)}</b>
              <span>{t(`desk.dialog.coupon.${words}`)}</span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
    </Frame>
  );
}
