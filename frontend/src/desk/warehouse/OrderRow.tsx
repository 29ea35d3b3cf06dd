import { Check, MessageSquareText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { day } from "@/lib/time";
import { wordOf } from "@/lib/words";
import { Chip, type Tone } from "@/ui/Chip";
import type { QueueRow } from "./api";
import { Deadline } from "./Deadline";
import { Flags } from "./Flags";
import classes from "./warehouse.module.css";

const TONES: Record<string, Tone> = { waiting: "neutral", to_pick: "blue", held: "amber", labelled: "green" };

interface OrderRowProps {
  row: QueueRow;
  first: boolean;
  chosen: boolean;
  choosable: boolean;
  onOpen(): void;
}

/** One order in the queue: a row that takes the focus; Space chooses it, Enter opens or picks. */
export function OrderRow({ row, first, chosen, choosable, onOpen }: OrderRowProps) {
  const { t } = useTranslation();
  return (
    <li>
      <button
        type="button"
        className={classes["row"]}
        data-order={row.id}
        {...(first ? { "data-first": true } : {})}
        aria-pressed={choosable ? chosen : undefined}
        data-standing={row.standing}
        onClick={onOpen}
      >
        <span className={classes["tick"]} data-on={chosen} data-off={!choosable} aria-hidden>
          {chosen ? <Check size={14} /> : null}
        </span>
        <span className={classes["two"]}>
          <b className={classes["number"]}>{row.order_no}</b>
          <span className={classes["muted"]}>
            {row.shopper_nick}
            {row.buyer_note ? (
              <MessageSquareText size={13} aria-label={t("warehouse.bench.note")} className={classes["noteMark"]} />
            ) : null}
          </span>
        </span>
        <span className={classes["goods"]}>
          {row.picture ? <img src={`/api/picture/${row.picture}.svg`} alt="" width={34} height={34} /> : null}
          <span className={classes["two"]}>
            <span className={classes["clip"]}>{row.title}</span>
            <span className={classes["muted"]}>
              {t("warehouse.queue.units", { count: row.units })} <Flags flags={row.flags} />
            </span>
          </span>
        </span>
        <span className={classes["clip"]}>
          {row.province} {row.city === row.province ? "" : row.city}
        </span>
        <span className={classes["two"]}>
          <span>
            <Deadline due={row.due_at} standing={row.standing} />
          </span>
          {row.promised_at ? (
            <span className={classes["muted"]}>{t("warehouse.due.promised", { day: day(row.promised_at) })}</span>
          ) : null}
        </span>
        <span>
          <Chip
            tone={TONES[row.step] ?? "brand"}
            {...(row.step === "held" ? { title: t("warehouse.queue.held") } : {})}
          >
            {wordOf("warehouse.step", row.step)}
          </Chip>
        </span>
      </button>
    </li>
  );
}
