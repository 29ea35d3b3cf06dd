import { Alert, Radio, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OrderDetail, WorkOrderKind } from "@/api/types";
import { useWords } from "@/lib/words";
import { AddressFields, complete } from "../handling/AddressFields";
import { type NewAddress, NOWHERE } from "../handling/api";
import { bringHandlingWords } from "../handling/words";
import { useSeat } from "../state/seat";
import { Frame } from "./Frame";
import { useSubmit } from "./useSubmit";
import classes from "./dialogs.module.css";

bringHandlingWords();

const KINDS = [
  { kind: "chase", hint: "chaseHint" },
  { kind: "proof_of_delivery", hint: "proofHint" },
  { kind: "intercept", hint: "interceptHint" },
  { kind: "redirect", hint: "redirectHint" },
  { kind: "lost", hint: "lostHint" },
] as const;

/** A work order to the carrier. Only what is recorded here makes "I've chased it" true. */
export function WorkOrderDialog({ order, conversationId }: { order: OrderDetail; conversationId: number | null }) {
  const { t } = useTranslation();
  const word = useWords();
  const { api } = useSeat();
  const { busy, submit } = useSubmit();
  const parcel = order.consignments.at(-1) ?? null;
  const [kind, setKind] = useState<WorkOrderKind>(parcel?.state === "signed" ? "proof_of_delivery" : "chase");
  const [note, setNote] = useState("");
  const [to, setTo] = useState<NewAddress>(NOWHERE);
  const name = word("workOrder", kind);
  return (
    <Frame
      title={t("desk.dialog.workOrder.title")}
      submit={t("desk.dialog.workOrder.submit", { kind: name })}
      busy={busy}
      disabled={parcel === null || (kind === "redirect" && !complete(to))}
      onSubmit={() =>
        void submit(
          () => api.openWorkOrder(parcel?.id ?? 0, kind, note.trim(), conversationId, kind === "redirect" ? to : null),
          () => t("desk.dialog.workOrder.done", { kind: name }),
        )
      }
    >
      {parcel === null ? (
        <Alert color="amber" variant="light" p="sm">
          {t("desk.dialog.workOrder.noParcel")}
        </Alert>
      ) : null}
      <Radio.Group label={t("desk.dialog.workOrder.kind")} value={kind}
        onChange={(value) => setKind(KINDS.find((one) => one.kind === value)?.kind ?? "chase")}
      >
        <div className={classes["kinds"]}>
          {KINDS.map(({ kind: code, hint }) => (
            <Radio.Card
              key={code}
              value={code}
              className={classes["kind"] ?? ""}
              {...(code === kind ? { "data-autofocus": true } : {})}
            >
              <b>{word("workOrder", code)}</b>
              <span>{t(`desk.dialog.workOrder.${hint}`)}</span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      {kind === "redirect" ? <AddressFields value={to} onChange={setTo} /> : null}
      <Textarea
        label={t("desk.dialog.workOrder.note")}
        placeholder={t("desk.dialog.workOrder.notePlaceholder")}
        autosize
        minRows={2}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Frame>
  );
}
