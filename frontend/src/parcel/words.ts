import { addArea } from "@/i18n";
import { parcel as english } from "@/i18n/en/parcel";
import { parcel as chinese } from "@/i18n/zh-CN/parcel";

/** Brings the words of parcels; pages that show one import this. */
export const bringParcelWords = (): void => addArea("parcel", { "zh-CN": chinese, en: english });
