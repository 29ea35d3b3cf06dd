import { notifications } from "@mantine/notifications";
import { errorText } from "@/api/errors";

/** Says in the corner that something was done. */
export function said(message: string): void {
  notifications.show({ message, color: "brand", withBorder: true, autoClose: 3500 });
}

/** Says what was refused and why. Stays longer than good news. */
export function refused(error: unknown): void {
  notifications.show({ message: errorText(error), color: "red", withBorder: true, autoClose: 8000 });
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
