import { Quote } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ConsignmentView } from "@/api/types";
import { attempt, said } from "@/lib/act";
import { money } from "@/lib/money";
import { dayTime } from "@/lib/time";
import { wordOf } from "@/lib/words";
import { Chip, type Tone } from "@/ui/Chip";
import { useCalls, useClaims, useHandling } from "../handling/api";
import { bringHandlingWords } from "../handling/words";
import { useSeat } from "../state/seat";
import { Section } from "./Section";
import classes from "./side.module.css";

bringHandlingWords();

const TONES: Record<string, Tone> = { filed: "amber", paid: "green", declined: "red", withdrawn: "neutral" };

/** What the carrier's hotline said about a parcel. Nothing where nobody called. */
export function Calls({ parcel, onQuote }: { parcel: ConsignmentView; onQuote(text: string): void }) {
  const { t } = useTranslation();
  const calls = useCalls(parcel.tracking_no).data?.items ?? [];
  if (calls.length === 0) return null;
  return (
    <Section title={t("handling.calls.title")}>
      {calls.map((call) => (
        <div key={call.id} className={classes["entry"]} role="status">
          <div className={classes["muted"]}>
            {call.tracking_no} · {dayTime(call.asked_at)}
          </div>
          {call.answer_text ? (
            <div className={classes["answer"]}>
              <span>{call.answer_text}</span>
              <div>
                <button type="button" className={classes["linkish"]} onClick={() => onQuote(call.answer_text ?? "")}>
                  <Quote size={12} aria-hidden /> {t("handling.calls.quote")}
                </button>
              </div>
            </div>
          ) : (
            <div>{t("handling.calls.waiting")}</div>
          )}
        </div>
      ))}
    </Section>
  );
}

/** What was claimed from carriers for the parcels of this order, and what they paid. */
export function Claims({ parcels }: { parcels: readonly ConsignmentView[] }) {
  const { t } = useTranslation();
  const api = useHandling();
  const { queries } = useSeat();
  const ids = new Set(parcels.map((parcel) => parcel.id));
  const claims = (useClaims().data?.items ?? []).filter((claim) => ids.has(claim.consignment_id));
  if (claims.length === 0) return null;
  const withdraw = async (id: number) => {
    if (await attempt(() => api.withdraw(id))) said(t("handling.claim.withdrawn"));
    void queries.invalidateQueries({ queryKey: ["claims"] });
  };
  return (
    <Section title={t("handling.claim.list")}>
      {claims.map((claim) => (
        <div key={claim.id} className={classes["entry"]}>
          <div className={classes["entryHead"]}>
            <span>{wordOf("handling.claim", claim.kind)}</span>
            <Chip tone={TONES[claim.state] ?? "neutral"}>{wordOf("handling.claim.state", claim.state)}</Chip>
            <span className={classes["muted"]}>{dayTime(claim.opened_at)}</span>
          </div>
          <div>
            {t("handling.claim.figures", { claimed: money(claim.claimed_cents), paid: money(claim.paid_cents) })}
            {claim.answer_code ? ` · ${wordOf("handling.claim.answer", claim.answer_code)}` : ""}
          </div>
          {claim.state === "filed" ? (
            <button type="button" className={classes["linkish"]} onClick={() => void withdraw(claim.id)}>
              {t("handling.claim.withdraw")}
            </button>
          ) : null}
        </div>
      ))}
    </Section>
  );
}
