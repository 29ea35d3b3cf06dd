import { Alert, Radio } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationView } from "@/api/types";
import { useSeat } from "../state/seat";
import { useServices } from "../state/services";
import { useVerbs } from "../state/verbs";
import { Frame } from "./Frame";
import { useSubmit } from "./useSubmit";

const MINUTES = [2, 5, 10] as const;

/** Puts a conversation off until a time or a reply. */
export function SnoozeDialog({ conversation }: { conversation: ConversationView }) {
  const { t } = useTranslation();
  const { api } = useSeat();
  const { put } = useVerbs();
  const { busy, submit } = useSubmit();
  const [chosen, setChosen] = useState("5");
  return (
    <Frame
      title={t("desk.dialog.snooze.title")}
      submit={t("common.action.confirm")}
      busy={busy}
      onSubmit={() =>
        void submit(
          () => api.snooze(conversation.id, chosen === "reply" ? null : Number(chosen)),
          (next) => {
            put(next);
            return t("desk.toast.snoozed");
          },
        )
      }
    >
      <Radio.Group label={t("desk.dialog.snooze.hint")} value={chosen} onChange={setChosen}>
        <div style={{ display: "grid", gap: 10, marginTop: 10 }}>
          {MINUTES.map((n) => (
            <Radio
              key={n}
              value={String(n)}
              label={t("desk.dialog.snooze.minutes", { n })}
              {...(n === 5 ? { "data-autofocus": true } : {})}
            />
          ))}
          <Radio value="reply" label={t("desk.dialog.snooze.untilReply")} />
        </div>
      </Radio.Group>
    </Frame>
  );
}

const OUTCOMES = ["solved", "partial", "unsolved", "no_reply", "spam"] as const;

/** Closes a conversation with its outcome; warns of what is left unanswered or unsent. */
export function CloseDialog({ conversation }: { conversation: ConversationView }) {
  const { t } = useTranslation();
  const { api } = useSeat();
  const { put, run } = useVerbs();
  const { drafts } = useServices();
  const { busy, submit } = useSubmit();
  const [reason, setReason] = useState("solved");
  return (
    <Frame
      title={t("desk.dialog.close.title")}
      submit={t("desk.dialog.close.submit")}
      busy={busy}
      onSubmit={() =>
        void submit(
          () => api.close(conversation.id, reason),
          (next) => {
            put(next);
            run("nextChat");
            return t("desk.toast.closed");
          },
        )
      }
    >
      {conversation.waiting_since_desk_ms !== null ? (
        <Alert color="amber" variant="light" p="sm">
          {t("desk.dialog.close.unanswered")}
        </Alert>
      ) : null}
      {drafts.textOf(conversation.id, "reply").trim() ? (
        <Alert color="amber" variant="light" p="sm">
          {t("desk.dialog.close.openDraft")}
        </Alert>
      ) : null}
      <Radio.Group label={t("desk.dialog.close.reason")} value={reason} onChange={setReason}>
        <div style={{ display: "grid", gap: 10, marginTop: 10 }}>
          {OUTCOMES.map((code) => (
            <Radio
              key={code}
              value={code}
              label={t(`desk.dialog.close.${code}`)}
              {...(code === "solved" ? { "data-autofocus": true } : {})}
            />
          ))}
        </div>
      </Radio.Group>
    </Frame>
  );
}
