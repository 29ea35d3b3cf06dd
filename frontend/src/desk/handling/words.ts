import { addArea } from "@/i18n";
import { handling as english } from "@/i18n/en/handling";
import { handling as chinese } from "@/i18n/zh-CN/handling";

/** Brings the words of what is done about a parcel. */
export const bringHandlingWords = (): void => addArea("handling", { "zh-CN": chinese, en: english });
