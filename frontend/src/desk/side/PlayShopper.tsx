import { useState } from "react";
import { useTranslation } from "react-i18next";
import { takeShopper } from "@/api/people";
import { attempt } from "@/lib/act";
import { useRun } from "../state/seat";
import { Section } from "./Section";
import classes from "./side.module.css";

/** A human sits down in the shopper's place, in the storefront of this mall; the case is not scored from then on. */
export function PlayShopper({ shopperId }: { shopperId: number }) {
  const { t } = useTranslation();
  const run = useRun();
  const [seat, setSeat] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  if (run?.kind !== "alone" || run.state === "ended") return null;
  const take = async () => {
    setBusy(true);
    const taken = await attempt(() => takeShopper(run.id, shopperId));
    setBusy(false);
    if (taken) setSeat(taken.seat_id);
  };
  return (
    <Section title={t("desk.play.title")}>
      <p className={classes["muted"]}>{t("desk.play.hint")}</p>
      {seat === null ? (
        <button type="button" className={classes["linkish"]} disabled={busy} onClick={() => void take()}>
          {t("desk.play.take")}
        </button>
      ) : (
        <a className={classes["linkish"]} href={`/shop/${seat}`} target="_blank" rel="noreferrer">
          {t("desk.play.open")}
        </a>
      )}
    </Section>
  );
}
