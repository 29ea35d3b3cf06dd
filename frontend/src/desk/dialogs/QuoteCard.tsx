import { Button } from "@mantine/core";
import { ChevronRight, MessageSquareQuote } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { dayTime } from "@/lib/time";
import { money } from "@/lib/money";
import { wordOf } from "@/lib/words";
import { Chip } from "@/ui/Chip";
import type { Quote } from "../rates/api";
import { kgOf } from "../rates/typed";
import { inOwn } from "../rates/words";
import classes from "./quote.module.css";

interface Props {
  quote: Quote;
  cheapest: boolean;
  fastest: boolean;
  onTell(): void;
}

/** One carrier's offer; unfolded, how the fee comes about line by line. */
export function QuoteCard({ quote, cheapest, fastest, onTell }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [open, setOpen] = useState(cheapest);
  const { fee_cents: fee } = quote;
  return (
    <li className={classes["offer"]} data-refused={fee === null || undefined}>
      <div className={classes["offerHead"]}>
        <button
          type="button"
          className={classes["fold"]}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <ChevronRight size={16} aria-hidden />
          <b>{quote.carrier.name}</b>
        </button>
        <span className={classes["chips"]}>
          {cheapest ? <Chip tone="green">{t("rates.quote.cheapest")}</Chip> : null}
          {fastest ? <Chip tone="blue">{t("rates.quote.fastest")}</Chip> : null}
        </span>
        <span className={classes["when"]}>
          {quote.promised_at
            ? t("rates.quote.arrives", { time: dayTime(quote.promised_at), days: quote.days })
            : fee !== null && quote.unpromised
              ? wordOf("rates.quote.unpromised", quote.unpromised)
              : ""}
        </span>
        <b className={classes["fee"]}>{fee === null ? t("rates.quote.refused") : money(fee)}</b>
        <Button
          size="compact-sm"
          variant="light"
          disabled={fee === null}
          leftSection={<MessageSquareQuote size={14} aria-hidden />}
          aria-label={t("rates.quote.tellOf", { carrier: quote.carrier.name })}
          onClick={onTell}
        >
          {t("rates.quote.tell")}
        </Button>
      </div>
      <div id={id} hidden={!open} className={classes["steps"]}>
        {quote.refusal ? <p className={classes["bad"]}>{inOwn(quote.refusal)}</p> : null}
        {quote.steps.length > 0 ? (
          <table>
            <tbody>
              {quote.steps.map((step, index) => (
                <tr key={`${step.code}-${index}`} data-sum={step.amount_cents !== null || undefined}>
                  <th scope="row">{inOwn(step)}</th>
                  <td>{step.amount_cents === null ? "" : money(step.amount_cents)}</td>
                </tr>
              ))}
            </tbody>
            {fee !== null ? (
              <tfoot>
                <tr>
                  <th scope="row">
                    {t("rates.quote.sum", { kg: kgOf(quote.chargeable_g ?? 0), zone: quote.zone ?? "—" })}
                  </th>
                  <td>{money(fee)}</td>
                </tr>
              </tfoot>
            ) : null}
          </table>
        ) : null}
        <p className={classes["table"]}>
          {t("rates.quote.by", { table: quote.table.code, version: quote.table.version })}
        </p>
      </div>
    </li>
  );
}
