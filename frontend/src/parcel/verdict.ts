import { useTranslation } from "react-i18next";
import { spanWords } from "@/lib/span";
import { lateBy } from "./line";

export interface VerdictOf {
  words: string;
  tone: "good" | "warn" | "bad";
}

const HOUR = 3_600_000;

/** Whether the promise is kept, in words: late by, about to be late by, on time. Null where nothing was promised. */
export function useVerdict(
  promisedAt: string | null,
  etaAt: string | null,
  signedAt: string | null,
  now: number,
): VerdictOf | null {
  const { t } = useTranslation();
  const late = lateBy(promisedAt, signedAt, now);
  if (late === null) return null;
  if (signedAt !== null) {
    return late > 0
      ? { words: t("parcel.verdict.lateDone", { span: spanWords(late) }), tone: "warn" }
      : { words: t("parcel.verdict.onTime"), tone: "good" };
  }
  if (late > 0) return { words: t("parcel.verdict.late", { span: spanWords(late) }), tone: "bad" };
  const expected = lateBy(promisedAt, etaAt, now);
  if (etaAt !== null && expected !== null && expected >= HOUR) {
    return { words: t("parcel.verdict.willBeLate", { span: spanWords(expected) }), tone: "warn" };
  }
  return { words: t("parcel.verdict.left", { span: spanWords(-late) }), tone: "good" };
}
