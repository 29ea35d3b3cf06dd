import { useTranslation } from "react-i18next";
import { useCallback } from "react";
import type { Catalogue } from "@/i18n/catalogue";
import { wordOf } from "@/lib/words";

type Group = keyof Catalogue["shop"] | "refund.state" | "refund.path" | "coupons.kind" | "coupons.state" | "tickets.state";

/** Words of the shop for a code of the trade: `say("orderState", order.state)`. */
export function useShopWords(): (group: Group, code: string | null | undefined) => string {
  const { i18n } = useTranslation();
  const { language } = i18n;
  return useCallback((group, code) => (language ? wordOf(`shop.${group}`, code) : ""), [language]);
}
