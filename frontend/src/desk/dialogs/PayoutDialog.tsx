import { Alert, Button, Radio, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OrderDetail } from "@/api/types";
import { centsOf, money, yuan } from "@/lib/money";
import { useWords } from "@/lib/words";
import { useMe, useSeat } from "../state/seat";
import { Frame } from "./Frame";
import { lateCreditCents, usedOfLimitCents } from "./rules";
import { useSubmit } from "./useSubmit";

const REASONS = ["late_credit", "goodwill", "freight", "difference"] as const;

/** Small payout: says before it is sent whether it is paid at once or goes to the lead. */
export function PayoutDialog({ order, conversationId }: { order: OrderDetail; conversationId: number | null }) {
  const { t } = useTranslation();
  const word = useWords();
  const { api } = useSeat();
  const me = useMe();
  const { busy, submit } = useSubmit();
  const [reason, setReason] = useState<(typeof REASONS)[number]>("late_credit");
  const [typed, setTyped] = useState("");
  const credit = lateCreditCents(order.captured_cents);
  const cents = centsOf(typed);
  const limit = me?.payout_limit_cents ?? 0;
  const above = reason !== "late_credit" && cents !== null && cents + usedOfLimitCents(order) > limit;
  const valid = cents !== null && cents > 0;
  const amount = valid ? money(cents) : "";
  return (
    <Frame
      title={t("desk.dialog.payout.title")}
      submit={above ? t("desk.dialog.payout.submitAbove", { amount }) : t("desk.dialog.payout.submit", { amount })}
      busy={busy}
      disabled={!valid}
      onSubmit={() =>
        void submit(
          () => api.payOut(order.id, { amount_cents: cents ?? 0, reason, conversation_id: conversationId }),
          (reply) =>
            reply.state === "paid"
              ? t("desk.dialog.payout.paid", { amount })
              : t("desk.dialog.payout.requested", { amount }),
        )
      }
    >
      <Radio.Group
        label={t("desk.dialog.payout.reason")}
        value={reason}
        onChange={(value) => setReason(REASONS.find((one) => one === value) ?? "goodwill")}
      >
        <div style={{ display: "flex", flexWrap: "wrap", gap: "8px 18px", marginTop: 8 }}>
          {REASONS.map((one) => (
            <Radio key={one} value={one} label={word("payoutReason", one)} />
          ))}
        </div>
      </Radio.Group>
      {reason === "late_credit" ? (
        <Alert color="blue" variant="light" p="sm">
          {t("desk.dialog.payout.lateHint", { paid: money(order.captured_cents), credit: money(credit) })}{" "}
          <Button size="compact-xs" variant="light" color="blue" onClick={() => setTyped(yuan(credit))}>
            {t("desk.dialog.payout.useIt", { amount: money(credit) })}
          </Button>
        </Alert>
      ) : null}
      <TextInput
        label={t("desk.dialog.payout.amount")}
        inputMode="decimal"
        data-autofocus
        value={typed}
        error={typed !== "" && !valid ? t("desk.dialog.payout.invalid") : null}
        onChange={(event) => setTyped(event.currentTarget.value)}
        description={t("desk.dialog.payout.limit", { amount: money(limit) })}
      />
      {valid ? (
        <Alert color={above ? "amber" : "green"} variant="light" p="sm" role="status">
          {above ? t("desk.dialog.payout.above") : t("desk.dialog.payout.within")}
        </Alert>
      ) : null}
    </Frame>
  );
}
