import { Loader, Modal, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "@/api/errors";
import type { OrderDetail } from "@/api/types";
import { dayTime } from "@/lib/time";
import { money } from "@/lib/money";
import { type Quote, useQuotes } from "../rates/api";
import { askOf, cmOf, kgOf, type Typed } from "../rates/typed";
import { bringRatesWords } from "../rates/words";
import { deskUi } from "../state/desk";
import { useSeat } from "../state/seat";
import { useServices } from "../state/services";
import { warehouseApi } from "../warehouse/api";
import { QuoteCard } from "./QuoteCard";
import classes from "./quote.module.css";

bringRatesWords();

/** Weight and size of an order as the packing rules would send it; a usual small box where they cannot tell. */
function usePacked(orderId: number) {
  const { api } = useSeat();
  return useQuery({
    queryKey: ["warehouse", "order", orderId],
    queryFn: () => warehouseApi(String(api.seat)).order(orderId),
    retry: false,
  });
}

/** What the parcel of an order would cost by each carrier and when it would arrive, ready to be told to the shopper. */
export function QuoteDialog({ order, conversationId }: { order: OrderDetail; conversationId: number }) {
  const { t } = useTranslation();
  const { drafts } = useServices();
  const packed = usePacked(order.id).data;
  const piece = packed?.suggestion?.parcels[0];
  const goods = packed?.lines.reduce((sum, line) => sum + line.weight_g * line.wanted, 0) ?? 0;
  const [own, setOwn] = useState<Partial<Typed>>({});
  const typed: Typed = {
    province: order.address.province,
    city: order.address.city,
    kg: packed ? kgOf(piece?.weight_g ?? packed.weight_g ?? packed.expected_g ?? goods) : "",
    cm: packed ? cmOf(piece?.size_mm ?? packed.parcels[0]?.size_mm ?? [300, 200, 150]) : "",
    insured: "",
    ...own,
  };
  const [settled] = useDebouncedValue(typed, 250, { leading: false });
  const what = askOf(settled);
  const { data, error, isFetching } = useQuotes(what);
  const type = (name: keyof Typed) => ({
    value: typed[name],
    onChange: (event: { currentTarget: { value: string } }) => setOwn({ ...own, [name]: event.currentTarget.value }),
  });
  const tell = (quote: Quote) => {
    const text = t(quote.promised_at ? "rates.quote.say" : "rates.quote.sayNoDay", {
      carrier: quote.carrier.name,
      to: typed.city || typed.province,
      fee: money(quote.fee_cents ?? 0),
      time: dayTime(quote.promised_at),
    });
    const have = drafts.textOf(conversationId, "reply");
    drafts.write(conversationId, "reply", have ? `${have}\n${text}` : text);
    deskUi.mode(conversationId, "reply");
    deskUi.closeDialog();
    requestAnimationFrame(() => document.getElementById("desk-composer")?.focus());
  };
  return (
    <Modal
      opened
      onClose={deskUi.closeDialog}
      title={t("rates.quote.title")}
      size="xl"
      closeButtonProps={{ "aria-label": t("common.action.close") }}
    >
      <div className={classes["fields"]}>
        <TextInput label={t("rates.quote.province")} {...type("province")} />
        <TextInput label={t("rates.quote.city")} {...type("city")} />
        <TextInput label={t("rates.quote.weight")} inputMode="decimal" data-autofocus {...type("kg")} />
        <TextInput label={t("rates.quote.size")} placeholder="40 × 30 × 30" {...type("cm")} />
        <TextInput
          label={t("rates.quote.insured")}
          inputMode="decimal"
          placeholder={t("rates.quote.insuredNone")}
          {...type("insured")}
        />
      </div>
      <div role="status" className={classes["state"]}>
        {what === null && !isFetching ? <p>{t(packed ? "rates.quote.incomplete" : "rates.quote.fill")}</p> : null}
        {error ? <p className={classes["bad"]}>{errorText(error)}</p> : null}
        {isFetching && !data ? <Loader size="sm" aria-label={t("common.action.loading")} /> : null}
      </div>
      {data && what ? (
        <ul className={classes["offers"]} aria-label={t("rates.quote.offers")}>
          {data.items.map((quote) => (
            <QuoteCard
              key={quote.carrier.id}
              quote={quote}
              cheapest={data.cheapest === quote.carrier.code}
              fastest={data.fastest === quote.carrier.code}
              onTell={() => tell(quote)}
            />
          ))}
        </ul>
      ) : null}
      <p className={classes["foot"]}>{t("rates.quote.foot")}</p>
    </Modal>
  );
}
