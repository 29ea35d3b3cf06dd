import { Button } from "@mantine/core";
import { Lightbulb, RotateCcw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { retryCase } from "@/api/people";
import type { CaseResult } from "@/api/result";
import { attempt } from "@/lib/act";
import { wordOf } from "@/lib/words";
import { Avatar } from "@/ui/Avatar";
import { Chip } from "@/ui/Chip";
import { Blocks } from "./Blocks";
import { MoodChart } from "./MoodChart";
import { factWords } from "./records";
import { Transcript } from "./Transcript";
import classes from "./result.module.css";

function showMessage(id: number): void {
  const line = document.getElementById(`said-${id}`);
  line?.scrollIntoView({ block: "center", behavior: "smooth" });
  line?.focus({ preventScroll: true });
}

function Fault({ fault }: { fault: NonNullable<CaseResult["first_fault"]> }) {
  const { t } = useTranslation();
  const id = fault.message_id;
  return (
    <section className={`${classes["card"]} ${classes["fault"]}`}>
      <h3>
        <Lightbulb size={18} aria-hidden />
        {t("result.faultFirst")}
      </h3>
      <p>{wordOf("result.fault", fault.rule)}</p>
      {fault.quote ? (
        <div className={classes["quote"]}>
          <span className={classes["label"]}>{t("result.youSaid")}</span>
          {fault.quote}{" "}
          {id !== null ? (
            <button type="button" className={classes["linkish"]} onClick={() => showMessage(id)}>
              {t("result.toMessage")}
            </button>
          ) : null}
        </div>
      ) : null}
      {fault.better ? (
        <div className={classes["betterQuote"]}>
          <span className={classes["label"]}>{t("result.better")}</span>
          {fault.better}
        </div>
      ) : null}
    </section>
  );
}

/** One case: what was true, the first fault, the score with its reasons, the mood, and the conversation checked. */
export function CaseDetail({ one, runId }: { one: CaseResult; runId: number }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const came = one.blocks.length > 0;
  const again = async () => {
    setBusy(true);
    const made = await attempt(() => retryCase(runId, one.code));
    setBusy(false);
    if (made) navigate(`/runs/${made.run_id}`);
  };
  return (
    <div className={classes["detail"]}>
      <section className={classes["card"]}>
        <div className={classes["head"]}>
          <Avatar name={one.shopper.name || one.shopper.nick || "?"} hue={one.shopper.hue} size={52} />
          <div style={{ minWidth: 0 }}>
            <h2>{one.shopper.nick || one.code}</h2>
            <div className={classes["chips"]}>
              <Chip>{wordOf("result.persona", one.persona)}</Chip>
              {came ? <Chip tone="brand">{wordOf("result.truth", one.truth)}</Chip> : null}
              <Chip tone={one.outcome === "solved" ? "green" : "neutral"}>{wordOf("result.outcome", one.outcome)}</Chip>
              <Chip tone={one.rating !== null && one.rating < 3 ? "red" : "neutral"}>
                {one.rating === null ? t("result.noRating") : `★ ${t("result.stars", { n: one.rating })}`}
              </Chip>
              {one.knock_out ? <Chip tone="red">{wordOf("result.rule", one.knock_out)}</Chip> : null}
              {one.order_no ? <span className={classes["muted"]}>{one.order_no}</span> : null}
            </div>
          </div>
          <Button leftSection={<RotateCcw size={15} />} variant="default" disabled={busy} onClick={() => void again()}>
            {busy ? t("result.trying") : t("result.tryAgain")}
          </Button>
        </div>
      </section>
      {came ? null : (
        <section className={classes["card"]}>
          <p className={classes["muted"]}>{t("result.truthHidden")}</p>
        </section>
      )}
      {one.first_fault ? <Fault fault={one.first_fault} /> : null}
      {came ? (
        <>
          <section className={classes["card"]}>
            <h3>{t("result.whatWasTrue")}</h3>
            <dl className={classes["facts"]}>
              {one.truth_facts.map((fact) => (
                <div key={fact.key}>
                  <dt>{wordOf("result.fact", fact.key)}</dt>
                  <dd>{factWords(fact.key, fact.params)}</dd>
                </div>
              ))}
            </dl>
          </section>
          <section className={classes["card"]}>
            <h3>{t("result.blocks")}</h3>
            <Blocks blocks={one.blocks} onMessage={showMessage} />
          </section>
          {one.mood.length > 0 ? (
            <section className={classes["card"]}>
              <h3>{t("result.mood")}</h3>
              <p className={classes["muted"]} style={{ marginTop: -8 }}>
                {t("result.moodHint")}
              </p>
              <MoodChart points={one.mood} />
            </section>
          ) : null}
          <section className={classes["card"]}>
            <h3>{t("result.transcript")}</h3>
            <Transcript lines={one.transcript} nick={one.shopper.nick} />
          </section>
        </>
      ) : null}
    </div>
  );
}
