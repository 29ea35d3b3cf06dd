import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { cockpitErrorText } from "./states";

interface Props {
  opened: boolean;
  title: string;
  children: ReactNode;
  yes: string;
  danger?: boolean;
  busy: boolean;
  error: unknown;
  onYes: () => void;
  onClose: () => void;
}

/** Asks once more before something that touches a whole class. */
export function Confirm({ opened, title, children, yes, danger = false, busy, error, onYes, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("common.action.close") }}>
      <Stack gap="md">
        <Text component="div">{children}</Text>
        {error ? (
          <Alert color="red" role="alert">
            {cockpitErrorText(error)}
          </Alert>
        ) : null}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t("common.action.cancel")}
          </Button>
          <Button data-autofocus color={danger ? "red" : "brand"} loading={busy} onClick={onYes}>
            {yes}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
