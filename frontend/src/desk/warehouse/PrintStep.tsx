import { Button, TextInput } from "@mantine/core";
import { FileDown } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { attempt } from "@/lib/act";
import { keep, recall } from "@/lib/storage";
import { Kbd } from "@/ui/Kbd";
import { type BenchOrder, type LabelSize, useWarehouse } from "./api";
import { LabelPreview } from "./LabelPreview";
import { fetchFile, PAPER } from "./print";
import classes from "./warehouse.module.css";

const SIZES: readonly LabelSize[] = ["100x180", "100x150", "76x130"];
const REASONS = ["jam", "blurred", "lost", "wrong_size"] as const;

interface PrintStepProps {
  order: BenchOrder;
  put(after: BenchOrder): void;
  /** It has been printed: only another copy, with a reason, is left to do here. */
  done: boolean;
}

/** The label: paper, preview, print; every further copy says why. */
export function PrintStep({ order, put, done }: PrintStepProps) {
  const { t } = useTranslation();
  const api = useWarehouse();
  const [size, setSize] = useState<LabelSize>(() => recall<LabelSize>(PAPER, "100x180"));
  const [reason, setReason] = useState("");
  const [again, setAgain] = useState(false);
  const [busy, setBusy] = useState(false);
  const submitButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!done) submitButton.current?.focus();
  }, [done]);
  const prints = order.waybill?.prints ?? 0;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const after = await attempt(() => api.print(order.id, size, done ? reason.trim() : ""));
    setBusy(false);
    if (!after) return;
    setAgain(false);
    setReason("");
    fetchFile(api.labelUrl(order.id, size));
    put(after);
  };
  const choose = (next: LabelSize) => {
    keep(PAPER, next);
    setSize(next);
  };
  return (
    <section className={classes["card"]} aria-label={t("warehouse.print.heading")}>
      <div className={classes["printing"]}>
        <LabelPreview order={order} size={size} />
        <form className={classes["stack"]} onSubmit={(event) => void submit(event)}>
          <h3 className={classes["small"]}>{t("warehouse.print.heading")}</h3>
          <fieldset className={classes["papers"]}>
            <legend className={classes["label"]}>{t("warehouse.print.size")}</legend>
            {SIZES.map((one) => (
              <label key={one} className={classes["paper"]} data-on={one === size}>
                <input type="radio" name="size" value={one} checked={one === size} onChange={() => choose(one)} />
                {t(`warehouse.print.sizes.${one}`)}
              </label>
            ))}
          </fieldset>
          {done ? (
            <p className={classes["pair"]}>
              <span className={classes["muted"]}>{t("warehouse.print.printed", { n: prints })}</span>
              <Button
                size="compact-sm"
                variant="subtle"
                leftSection={<FileDown size={15} aria-hidden />}
                component="a"
                href={api.labelUrl(order.id, size)}
                target="_blank"
                rel="noreferrer"
              >
                {t("warehouse.print.download")}
              </Button>
            </p>
          ) : null}
          {done && !again ? (
            <Button variant="default" onClick={() => setAgain(true)}>
              {t("warehouse.print.again")}
            </Button>
          ) : null}
          {again ? (
            <>
              <div className={classes["papers"]} role="group" aria-label={t("warehouse.print.reason")}>
                {REASONS.map((code) => (
                  <Button
                    key={code}
                    size="compact-sm"
                    variant="light"
                    onClick={() => setReason(t(`warehouse.print.reasons.${code}`))}
                  >
                    {t(`warehouse.print.reasons.${code}`)}
                  </Button>
                ))}
              </div>
              <TextInput
                label={t("warehouse.print.reason")}
                description={t("warehouse.print.other")}
                data-autofocus
                maxLength={200}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
            </>
          ) : null}
          {!done || again ? (
            <Button
              ref={submitButton}
              type="submit"
              disabled={busy || (again && reason.trim() === "")}
              rightSection={<Kbd combo="Enter" />}
            >
              {t(again ? "warehouse.print.again" : "warehouse.print.submit")}
            </Button>
          ) : null}
        </form>
      </div>
    </section>
  );
}
