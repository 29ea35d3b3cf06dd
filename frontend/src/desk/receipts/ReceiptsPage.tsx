import { Loader } from "@mantine/core";
import { PackageOpen } from "lucide-react";
import { useTranslation } from "react-i18next";
import { errorText } from "@/api/errors";
import { dayTime } from "@/lib/time";
import { Chip } from "@/ui/Chip";
import { EmptyState } from "@/ui/EmptyState";
import { bringParcelWords } from "@/parcel/words";
import { bringHandlingWords } from "../handling/words";
import pages from "../pages/pages.module.css";
import { useReceipts } from "./api";
import { ClaimsCard } from "./ClaimsCard";
import { Inspect } from "./Inspect";
import { tally } from "./inspection";
import classes from "./receipts.module.css";

bringParcelWords();
bringHandlingWords();

/** Parcels that came back to the warehouse: to be inspected, inspected; and what was claimed from carriers. */
export default function ReceiptsPage() {
  const { t } = useTranslation();
  const { data, error } = useReceipts();
  if (error) return <EmptyState title={errorText(error)} />;
  if (!data) return <Loader size="sm" m="xl" aria-label={t("common.action.loading")} />;
  return (
    <div className={pages["page"]}>
      <div className={pages["head"]}>
        <h2>{t("handling.receipt.title")}</h2>
      </div>
      <div className={classes["columns"]}>
        <div className={classes["column"]}>
          {data.waiting.length === 0 ? (
            <div className={pages["card"]}>
              <EmptyState icon={<PackageOpen size={40} strokeWidth={1.4} aria-hidden />} title={t("handling.receipt.none")} text={t("handling.receipt.noneHint")} />
            </div>
          ) : null}
          {data.waiting.map((waiting) => (
            <Inspect key={waiting.consignment_id} waiting={waiting} />
          ))}
        </div>
        <div className={classes["column"]}>
          <section className={pages["card"]} aria-label={t("handling.receipt.list")}>
            <h3 className={classes["title"]}>{t("handling.receipt.list")}</h3>
            {data.items.length === 0 ? <p className={pages["muted"]}>{t("handling.receipt.listNone")}</p> : null}
            <ul className={classes["list"]}>
              {data.items.map((receipt) => (
                <li key={receipt.id}>
                  <span className={classes["number"]}>{receipt.tracking_no}</span>
                  <span>{t(`handling.receipt.conditions.${receipt.condition}`)}</span>
                  {receipt.claim ? <Chip tone="amber">{t("handling.receipt.mayClaim")}</Chip> : <Chip tone="green">{t("handling.receipt.kept")}</Chip>}
                  <span className={pages["muted"]}>
                    {tally(receipt.articles)
                      .map(([verdict, count]) => `${t(`handling.receipt.verdicts.${verdict}`)} × ${count}`)
                      .join(", ")}{" "}
                    · {dayTime(receipt.received_at)}
                  </span>
                </li>
              ))}
            </ul>
          </section>
          <ClaimsCard />
        </div>
      </div>
    </div>
  );
}
