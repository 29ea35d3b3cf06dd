import { Button, Group, Modal } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { deskUi } from "../state/desk";

interface FrameProps {
  title: string;
  submit: string;
  busy: boolean;
  disabled?: boolean;
  danger?: boolean;
  children: ReactNode;
  onSubmit(): void;
}

/** A dialog with a form: Enter or Ctrl+Enter submits, Esc leaves, the button says it is being submitted. */
export function Frame({ title, submit, busy, disabled = false, danger = false, children, onSubmit }: FrameProps) {
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const submitByKey = (event: KeyboardEvent) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit();
    };
    document.addEventListener("keydown", submitByKey);
    return () => document.removeEventListener("keydown", submitByKey);
  }, []);
  return (
    <Modal
      opened
      onClose={deskUi.closeDialog}
      title={title}
      size="md"
      closeButtonProps={{ "aria-label": t("common.action.close") }}
    >
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && !disabled) onSubmit();
        }}
      >
        <div style={{ display: "grid", gap: 14 }}>{children}</div>
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={deskUi.closeDialog}>
            {t("common.action.cancel")}
          </Button>
          <Button type="submit" color={danger ? "red" : "brand"} disabled={disabled || busy}>
            {busy ? t("common.action.submitting") : submit}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
