import { Inbox, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ApiError, errorText } from "@/api/errors";
import { wordOf } from "@/lib/words";
import { Button } from "./Button";
import styles from "./ui.module.css";

/** What the shop says to a refusal: its own words first, else the common ones. */
export function shopErrorText(error: unknown): string {
  if (error instanceof ApiError) {
    const own = wordOf("shop.error.code", error.code);
    if (own !== error.code) return own;
  }
  return errorText(error);
}

export function Empty({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <div className={styles["state"]}>
      <Inbox size={40} strokeWidth={1.4} aria-hidden />
      <h2>{title}</h2>
      {hint ? <p>{hint}</p> : null}
      {children}
    </div>
  );
}

export function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={styles["state"]} role="alert">
      <TriangleAlert size={40} strokeWidth={1.4} aria-hidden />
      <h2>{t("shop.error.title")}</h2>
      <p>{shopErrorText(error)}</p>
      <Button onClick={retry}>{t("shop.error.retry")}</Button>
    </div>
  );
}

export function ErrorLine({ error }: { error: unknown }) {
  return error ? (
    <p className={styles["error"]} role="alert">
      {shopErrorText(error)}
    </p>
  ) : null;
}
