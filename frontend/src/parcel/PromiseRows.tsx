import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { spanWords } from "@/lib/span";
import { dayTime } from "@/lib/time";
import { distance, type PromiseView } from "./promises";
import styles from "./parcel.module.css";

interface Props {
  items: readonly PromiseView[];
  slotAt: string | null;
  nowMs: number;
  /** How the reader's pages draw a state: chip or tag. */
  mark(one: PromiseView, words: string): ReactNode;
}

/** What was promised about time, one row a rule: its state, its due time, how far from it, what does not count. */
export function PromiseRows({ items, slotAt, nowMs, mark }: Props) {
  const { t } = useTranslation();
  return (
    <ul className={styles["promises"]}>
      {items.map((one) => {
        const far = distance(one, nowMs);
        const facts = [
          t("parcel.promise.due", { time: dayTime(one.due_at) }),
          far ? t(`parcel.promise.${far.way}`, { span: spanWords(far.ms) }) : null,
          one.rule === "day_or_free" && slotAt ? t("parcel.promise.slot", { time: dayTime(slotAt) }) : null,
          one.excused_minutes > 0 ? t("parcel.promise.excused", { span: spanWords(one.excused_minutes * 60_000) }) : null,
        ];
        return (
          <li key={one.rule}>
            <b>{t(`parcel.promise.rule.${one.rule}`)}</b>
            {mark(one, t(`parcel.promise.state.${one.state}`))}
            <small>{facts.filter(Boolean).join(" · ")}</small>
          </li>
        );
      })}
    </ul>
  );
}
