import { addArea, currentLanguage } from "@/i18n";
import { rates as english } from "@/i18n/en/rates";
import { rates as chinese } from "@/i18n/zh-CN/rates";

/** Brings the words of rate tables and quotes; pages that show them import this. */
export const bringRatesWords = (): void => addArea("rates", { "zh-CN": chinese, en: english });

/** What the server words in both languages, in the page's own. */
export const inOwn = (both: { zh: string; en: string }): string => (currentLanguage() === "en" ? both.en : both.zh);
