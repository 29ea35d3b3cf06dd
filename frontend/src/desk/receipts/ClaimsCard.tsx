import { useTranslation } from "react-i18next";
import { money } from "@/lib/money";
import { dayTime } from "@/lib/time";
import { wordOf } from "@/lib/words";
import { Chip, type Tone } from "@/ui/Chip";
import { useClaims } from "../handling/api";
import pages from "../pages/pages.module.css";
import classes from "./receipts.module.css";

const TONES: Record<string, Tone> = { filed: "amber", paid: "green", declined: "red", withdrawn: "neutral" };

/** Every claim against a carrier, and what each carrier owes and paid. */
export function ClaimsCard() {
  const { t } = useTranslation();
  const { data } = useClaims();
  const claims = data?.items ?? [];
  return (
    <section className={pages["card"]} aria-label={t("handling.claim.list")}>
      <h3 className={classes["title"]}>{t("handling.claim.list")}</h3>
      {claims.length === 0 ? <p className={pages["muted"]}>{t("handling.claim.noneHint")}</p> : null}
      {claims.length > 0 ? (
        <p className={pages["muted"]}>
          {(data?.carriers ?? [])
            .filter((carrier) => carrier.claimed_cents > 0 || carrier.paid_cents > 0)
            .map(
              (carrier) =>
                `${carrier.name}: ${t("handling.claim.figures", {
                  claimed: money(carrier.claimed_cents),
                  paid: money(carrier.paid_cents),
                })}`,
            )
            .join(" · ")}
        </p>
      ) : null}
      <ul className={classes["list"]}>
        {claims.map((claim) => (
          <li key={claim.id}>
            <span className={classes["number"]}>{claim.tracking_no}</span>
            <span>
              {claim.carrier.name} · {wordOf("handling.claim", claim.kind)}
            </span>
            <Chip tone={TONES[claim.state] ?? "neutral"}>{wordOf("handling.claim.state", claim.state)}</Chip>
            <span className={pages["muted"]}>
              {t("handling.claim.figures", { claimed: money(claim.claimed_cents), paid: money(claim.paid_cents) })}
              {claim.answer_code ? ` · ${wordOf("handling.claim.answer", claim.answer_code)}` : ""} · {dayTime(claim.opened_at)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
