import { Button, NativeSelect, Radio, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { attempt, said } from "@/lib/act";
import { dayTime } from "@/lib/time";
import pages from "../pages/pages.module.css";
import { useSeat } from "../state/seat";
import { useReceiptsApi, useTitles, type Waiting } from "./api";
import { allSellable, type Condition, CONDITIONS, judged, receiptOf, type Verdict, VERDICTS } from "./inspection";
import classes from "./receipts.module.css";

/** One parcel that came back: how the carton looks, what is in it, recorded once and for all. */
export function Inspect({ waiting }: { waiting: Waiting }) {
  const { t } = useTranslation();
  const { queries } = useSeat();
  const api = useReceiptsApi();
  const titleOf = useTitles(waiting.reference);
  const [condition, setCondition] = useState<Condition>("intact");
  const [found, setFound] = useState(() => allSellable(waiting));
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
          {t("parcel.page.pieceCount", { n: waiting.pieces })} · {t("handling.receipt.back", { time: dayTime(waiting.returned_at) })}
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
        label={t("handling.claim.note")}
        autosize
        minRows={1}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button type="submit" mt="md" disabled={busy}>
        {t("handling.receipt.submit")}
      </Button>
    </form>
  );
}
