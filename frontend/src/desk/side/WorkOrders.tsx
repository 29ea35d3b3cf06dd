import { Quote } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ConsignmentView } from "@/api/types";
import { dayTime } from "@/lib/time";
import { useWords } from "@/lib/words";
import { Chip } from "@/ui/Chip";
import { useSelected } from "../state/chats";
import { useServices } from "../state/services";
import { Section } from "./Section";
import classes from "./side.module.css";

/** Puts a carrier's words into the reply being written, and the cursor behind them. */
export function useQuoteInReply(): (answer: string) => void {
  const { drafts } = useServices();
  const selected = useSelected();
  return (answer) => {
    if (!selected) return;
    const have = drafts.textOf(selected.id, "reply");
    drafts.write(selected.id, "reply", have ? `${have}\n${answer}` : answer);
    document.getElementById("desk-composer")?.focus();
  };
}

/** What was asked of the carrier and what they answered. Only what stands here has been done. */
export function WorkOrders({ parcels }: { parcels: ConsignmentView[] }) {
  const { t } = useTranslation();
  const word = useWords();
  const quote = useQuoteInReply();
  const orders = parcels.flatMap((parcel) => parcel.work_orders).sort((a, b) => b.id - a.id);
  return (
    <Section title={t("desk.order.workOrders")}>
      {orders.length === 0 ? <p className={classes["none"]}>{t("desk.order.noWorkOrders")}</p> : null}
      {orders.map((order) => (
        <div key={order.id} className={classes["entry"]}>
          <div className={classes["entryHead"]}>
            <span>{word("workOrder", order.kind)}</span>
            <Chip tone={order.answered_at ? "green" : "amber"}>{word("workOrderState", order.state)}</Chip>
            <span className={classes["muted"]}>{dayTime(order.opened_at)}</span>
          </div>
          {order.note ? <div className={classes["muted"]}>{order.note}</div> : null}
          {order.answer_text ? (
            <div className={classes["answer"]}>
              <span>{order.answer_text}</span>
              <div style={{ display: "flex", gap: 8, alignItems: "center", marginTop: 2 }}>
                <span className={classes["muted"]}>{dayTime(order.answered_at)}</span>
                <button
                  type="button"
                  className={classes["linkish"]}
                  style={{ display: "inline-flex", gap: 4, alignItems: "center", fontSize: 12 }}
                  onClick={() => quote(order.answer_text ?? "")}
                >
                  <Quote size={12} aria-hidden />
                  {t("desk.order.quote")}
                </button>
              </div>
            </div>
          ) : null}
        </div>
      ))}
    </Section>
  );
}
