import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { useCallback } from "react";
import type { Catalogue } from "@/i18n/catalogue";

/** The groups of codes that `common` has words for. */
export type Group = keyof Catalogue["common"];

/** The words of a code in a group of the catalogue (dotted path), else the code itself: the server may know newer codes. */
export function wordOf(path: string, code: string | null | undefined, params: Record<string, unknown> = {}): string {
  if (code === null || code === undefined || code === "") return "";
  const key = `${path}.${code}`;
  return i18next.exists(key) ? String(i18next.t(key as never, params as never)) : code;
}

/** `const word = useWords(); word("orderState", order.state)`: re-renders when the language changes. */
export function useWords(): (group: Group, code: string | null | undefined, params?: Record<string, unknown>) => string {
  const { i18n } = useTranslation();
  const { language } = i18n;
  return useCallback(
    // The language is a dependency on purpose: the words change with it.
    (group, code, params) => (language ? wordOf(`common.${group}`, code, params) : ""),
    [language],
  );
}
