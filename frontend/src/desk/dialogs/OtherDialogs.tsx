import { Modal, Select, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Kbd } from "@/ui/Kbd";
import { deskUi } from "../state/desk";
import { useLive, useRunControl, useSeat } from "../state/seat";
import { useVerbs, type VerbGroup } from "../state/verbs";
import { Frame } from "./Frame";
import { useSubmit } from "./useSubmit";
import classes from "./dialogs.module.css";

const REASONS = ["not_late", "in_transit", "signed", "other"] as const;

/** Refuses a refund request: with a reason, and words to the shopper. */
export function RefuseDialog({ returnId }: { returnId: number }) {
  const { t } = useTranslation();
  const { api } = useSeat();
  const { busy, submit } = useSubmit();
  const [reason, setReason] = useState<string>("not_late");
  const [text, setText] = useState("");
  return (
    <Frame
      title={t("desk.dialog.refuse.title")}
      submit={t("desk.dialog.refuse.submit")}
      busy={busy}
      danger
      disabled={text.trim() === ""}
      onSubmit={() => void submit(() => api.refuseReturn(returnId, reason, text.trim()), () => null)}
    >
      <Select
        label={t("desk.dialog.refuse.reason")}
        data={REASONS.map((code) => ({ value: code, label: t(`desk.dialog.refuse.reasons.${code}`) }))}
        value={reason}
        allowDeselect={false}
        onChange={(value) => setReason(value ?? "other")}
      />
      <Textarea
        label={t("desk.dialog.refuse.text")}
        placeholder={t("desk.dialog.refuse.textPlaceholder")}
        data-autofocus
        autosize
        minRows={3}
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </Frame>
  );
}

/** Ends the run for good; only offered to who may. */
export function EndDialog() {
  const { t } = useTranslation();
  const control = useRunControl();
  const { busy, submit } = useSubmit();
  const open = useLive(
    (state) =>
      Object.values(state.views.conversations).filter((one) => !["closed", "abandoned"].includes(one.state)).length,
  );
  return (
    <Frame
      title={t("desk.dialog.end.title")}
      submit={t("desk.dialog.end.submit")}
      busy={busy}
      danger
      onSubmit={() => void submit(() => control("end"), () => null)}
    >
      <Text size="sm">{t("desk.dialog.end.text", { open })}</Text>
    </Frame>
  );
}

const GROUPS: readonly VerbGroup[] = ["chat", "order", "go", "view"];
const WRITING = [
  ["send", "Enter"],
  ["newline", "Shift+Enter"],
  ["sendNext", "Alt+Enter"],
  ["phrases", "Slash"],
  ["fill", "Tab"],
] as const;

/** Every key on one page. */
export function HelpDialog() {
  const { t } = useTranslation();
  const verbs = useVerbs().list();
  return (
    <Modal
      opened
      onClose={deskUi.closeDialog}
      size={960}
      title={t("desk.help.title")}
      closeButtonProps={{ "aria-label": t("common.action.close") }}
    >
      <Text size="sm" c="dimmed">
        {t("desk.help.hint")}
      </Text>
      <div className={classes["keys"]}>
        {WRITING.map(([verb, combo]) => (
          <div key={verb} className={classes["key"]}>
            {t(`desk.verb.${verb}`)}
            <Kbd combo={combo} />
          </div>
        ))}
        {GROUPS.map((group) => [
          <h3 key={group}>{t(`desk.commands.groups.${group}`)}</h3>,
          ...verbs
            .filter((verb) => verb.group === group && verb.combo !== null)
            .map((verb) => (
              <div key={verb.id} className={classes["key"]}>
                {t(`desk.verb.${verb.id}`)}
                <Kbd combo={verb.combo ?? ""} />
              </div>
            )),
        ])}
      </div>
    </Modal>
  );
}
