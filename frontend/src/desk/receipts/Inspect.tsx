import { Button, NativeSelect, Radio, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { attempt, said } from "@/lib/act";
import { dayTime } from "@/lib/time";
import pages from "../pages/pages.module.css";
import { useSeat } from "../state/seat";
import { useOrderOf, useReceiptsApi, type Waiting } from "./api";
import { allSellable, type Condition, CONDITIONS, type Found, judged, receiptOf, type Verdict, VERDICTS, withExpected } from "./inspection";
import classes from "./receipts.module.css";

/** One parcel that came back: how the carton looks, what is in it, recorded once and for all. */
export function Inspect({ waiting: back }: { waiting: Waiting }) {
  const { t } = useTranslation();
  const { queries } = useSeat();
  const api = useReceiptsApi();
  const order = useOrderOf(back.reference);
  const waiting = withExpected(back, order?.lines ?? []);
  const titleOf = (ref: string) => order?.lines.find((line) => `line:${line.id}` === ref)?.title ?? ref;
  const [condition, setCondition] = useState<Condition>("intact");
  const [changed, setFound] = useState<Found>({});
  const found = { ...allSellable(waiting), ...changed };
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const record = async () => {
    setBusy(true);
    const done = await attempt(() => api.record(receiptOf(waiting, condition, found, note)));
    setBusy(false);
    if (!done) return;
    said(t("handling.receipt.done", { no: waiting.tracking_no }));
    void queries.invalidateQueries({ queryKey: ["receipts"] });
    void queries.invalidateQueries({ queryKey: ["order"] });
  };
  return (
    <form
      className={pages["card"]}
      aria-label={waiting.tracking_no}
      onSubmit={(event) => {
        event.preventDefault();
        void record();
      }}
    >
      <div className={classes["head"]}>
        <b className={classes["number"]}>{waiting.tracking_no}</b>
        <span className={pages["muted"]}>
          {order ? `${t("handling.receipt.order", { no: order.order_no })} · ` : ""}
          {waiting.pieces > 1 ? `${t("parcel.page.pieceCount", { n: waiting.pieces })} · ` : ""}
          {t("handling.receipt.back", { time: dayTime(waiting.returned_at) })}
        </span>
      </div>
      <Radio.Group
        label={t("handling.receipt.condition")}
        value={condition}
        onChange={(value) => setCondition(CONDITIONS.find((one) => one === value) ?? "intact")}
      >
        <div className={classes["row"]}>
          {CONDITIONS.map((one) => (
            <Radio key={one} value={one} label={t(`handling.receipt.conditions.${one}`)} />
          ))}
        </div>
      </Radio.Group>
      <ul className={classes["articles"]}>
        {waiting.articles.map((article) => (
          <li key={article.ref}>
            <span>{titleOf(article.ref)}</span>
            <span className={pages["muted"]}>× {article.count}</span>
            <NativeSelect
              size="xs"
              aria-label={t("handling.receipt.verdictOf", { title: titleOf(article.ref) })}
              value={VERDICTS.find((one) => found[article.ref]?.[one]) ?? "sellable"}
              onChange={(event) =>
                setFound(judged(found, article.ref, article.count, event.currentTarget.value as Verdict))
              }
              data={VERDICTS.map((one) => ({ value: one, label: t(`handling.receipt.verdicts.${one}`) }))}
            />
          </li>
        ))}
      </ul>
      <Textarea
        label={t("handling.receipt.note")}
        autosize
        minRows={1}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button type="submit" mt="md" disabled={busy || waiting.articles.length === 0}>
        {t("handling.receipt.submit")}
      </Button>
    </form>
  );
}
