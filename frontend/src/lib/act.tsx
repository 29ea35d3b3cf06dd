import { notifications } from "@mantine/notifications";
import i18next from "i18next";
import { Check, TriangleAlert } from "lucide-react";
import { errorText } from "@/api/errors";

const closeButtonProps = () => ({ "aria-label": i18next.t("common.action.close") });

/** Says in the corner that something was done. */
export function said(message: string): void {
  notifications.show({
    message,
    color: "var(--md-brand)",
    icon: <Check size={16} aria-hidden />,
    withBorder: true,
    autoClose: 3500,
    closeButtonProps: closeButtonProps(),
  });
}

/** Says what was refused and why. Stays longer than good news. */
export function refused(error: unknown): void {
  notifications.show({
    message: errorText(error),
    color: "var(--md-red)",
    icon: <TriangleAlert size={16} aria-hidden />,
    withBorder: true,
    autoClose: 8000,
    role: "alert",
    closeButtonProps: closeButtonProps(),
  });
}

/** Does something for a click or key: a refusal is told in the corner and answers null. */
export async function attempt<T>(deed: () => Promise<T>): Promise<T | null> {
  try {
    return await deed();
  } catch (error) {
    refused(error);
    return null;
  }
}
