import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApprovalView } from "@/api/types";
import { attempt } from "@/lib/act";
import { money } from "@/lib/money";
import { stopwatch } from "@/lib/time";
import { useWords, wordOf } from "@/lib/words";
import { Chip, type Tone } from "@/ui/Chip";
import { EmptyState } from "@/ui/EmptyState";
import { useLive, useMe, useSeat } from "../state/seat";
import classes from "./pages.module.css";

const TONES: Record<string, Tone> = { requested: "amber", granted: "green", declined: "red" };

function Approval({ approval, lead }: { approval: ApprovalView; lead: boolean }) {
  const { t } = useTranslation();
  const word = useWords();
  const { api } = useSeat();
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const decide = async (verdict: "grant" | "decline") => {
    setBusy(true);
    await attempt(() => api[verdict](approval.id, note.trim()));
    setBusy(false);
  };
  const reason = wordOf("common.payoutReason", approval.reason);
  return (
    <article className={classes["card"]} style={{ marginBottom: 12 }}>
      <Group justify="space-between" wrap="nowrap">
        <div>
          <h3 className={classes["title"]}>
            {wordOf("desk.approvals.verb", approval.verb.split(".").at(-1))} {money(approval.amount_cents)}
          </h3>
          <div className={classes["muted"]}>
            {[approval.order_no, wordOf("common.refundReason", reason), stopwatch(approval.requested_desk_ms)]
              .filter(Boolean)
              .join(" · ")}
          </div>
        </div>
        <Chip tone={TONES[approval.state] ?? "neutral"}>{word("approvalState", approval.state)}</Chip>
      </Group>
      {approval.decision_note ? <p className={classes["body"]}>{approval.decision_note}</p> : null}
      {lead && approval.state === "requested" ? (
        <Group mt="sm" align="flex-end">
          <TextInput
            style={{ flex: 1 }}
            label={t("desk.approvals.note")}
            value={note}
            maxLength={200}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Button disabled={busy} onClick={() => void decide("grant")}>
            {t("desk.approvals.grant")}
          </Button>
          <Button disabled={busy} variant="default" onClick={() => void decide("decline")}>
            {t("desk.approvals.decline")}
          </Button>
        </Group>
      ) : null}
    </article>
  );
}

/** What waits for a lead's decision, and what was decided. */
export default function ApprovalsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const approvals = useLive((state) => Object.values(state.views.approvals));
  const sorted = [...approvals].sort((a, b) => b.id - a.id);
  return (
    <div className={classes["page"]}>
      <div className={classes["head"]}>
        <h2>{t("desk.approvals.heading")}</h2>
      </div>
      {sorted.length === 0 ? (
        <div className={classes["card"]}>
          <EmptyState title={t("desk.approvals.empty")} text={t("desk.approvals.emptyHint")} />
        </div>
      ) : null}
      {sorted.map((approval) => (
        <Approval key={approval.id} approval={approval} lead={me?.role === "lead"} />
      ))}
    </div>
  );
}
