import { Alert, Checkbox, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OrderDetail } from "@/api/types";
import { centsOf, money, yuan } from "@/lib/money";
import { useWords } from "@/lib/words";
import { useSeat } from "../state/seat";
import { Frame } from "./Frame";
import { refundableCents, refundPath } from "./rules";
import { useSubmit } from "./useSubmit";

const REASONS = {
  not_dispatched: ["late_dispatch", "changed_mind", "other"],
  in_transit: ["late_delivery", "changed_mind", "other"],
  received: ["not_received", "quality", "changed_mind", "other"],
} as const;

/** Refund: says which of the three ways it will go, because the goods decide that, not the agent. */
export function RefundDialog({ order, conversationId }: { order: OrderDetail; conversationId: number | null }) {
  const { t } = useTranslation();
  const word = useWords();
  const { api } = useSeat();
  const { busy, submit } = useSubmit();
  const path = refundPath(order);
  const most = refundableCents(order);
  const [reason, setReason] = useState<string>(REASONS[path][0]);
  const [typed, setTyped] = useState(yuan(most));
  const [agreed, setAgreed] = useState(false);
  const cents = centsOf(typed);
  const valid = cents !== null && cents > 0 && cents <= most;
  const amount = valid ? money(cents) : "";
  return (
    <Frame
      title={t("desk.dialog.refund.title")}
      submit={
        path === "in_transit" ? t("desk.dialog.refund.submitTransit") : t("desk.dialog.refund.submit", { amount })
      }
      busy={busy}
      disabled={!valid || !agreed}
      onSubmit={() =>
        void submit(
          () =>
            api.refund(order.id, {
              reason,
              amount_cents: cents === most ? null : cents,
              conversation_id: conversationId,
            }),
          (reply) =>
            reply.approval_id
              ? t("desk.dialog.refund.requested", { amount })
              : t("desk.dialog.refund.done", { state: word("returnState", reply.state) }),
        )
      }
    >
      <Alert
        color={path === "in_transit" ? "amber" : "blue"}
        variant="light"
        p="sm"
        title={`${t("desk.dialog.refund.path")} · ${word("returnPath", path)}`}
      >
        {t(`desk.dialog.refund.${path}`)}
      </Alert>
      <Select
        label={t("desk.dialog.refund.reason")}
        data={REASONS[path].map((code) => ({ value: code, label: word("refundReason", code) }))}
        value={reason}
        allowDeselect={false}
        data-autofocus
        onChange={(value) => setReason(value ?? "other")}
      />
      <TextInput
        label={t("desk.dialog.refund.amount")}
        inputMode="decimal"
        value={typed}
        error={valid ? null : t("desk.dialog.refund.max", { amount: money(most) })}
        description={t("desk.dialog.refund.full", { amount: money(most) })}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Checkbox
        label={t("desk.dialog.refund.confirm")}
        checked={agreed}
        onChange={(event) => setAgreed(event.currentTarget.checked)}
      />
    </Frame>
  );
}
