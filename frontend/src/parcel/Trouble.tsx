import { TriangleAlert } from "lucide-react";
import i18next from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { dayTime } from "@/lib/time";
import { wordOf } from "@/lib/words";
import { isGrave, oldestFirst, TROUBLE_SCANS, type TrackedParcel } from "./line";
import styles from "./parcel.module.css";

interface Props {
  parcel: TrackedParcel;
  /** Who reads it: the addressee is told what it means, the agent what to do about it. */
  reader: "shopper" | "agent";
  /** Who is answerable, in words (desk only). */
  blame?: string;
  children?: ReactNode;
}

/** What is wrong with a parcel now, what that means and what comes next. Announced when it appears. */
export function Trouble({ parcel, reader, blame = "", children }: Props) {
  const { t } = useTranslation();
  const { exception } = parcel;
  const since = oldestFirst(parcel.scans).reverse().find((scan) => TROUBLE_SCANS.has(scan.code));
  // "Delayed" has many reasons; the scan that reported it says which.
  const own = exception === "delayed" && since ? since.code : exception;
  const code = own && i18next.exists(`parcel.meaning.${reader}.${own}`) ? own : exception;
  return (
    <div role="status">
      {code ? (
        <div className={styles["trouble"]} data-tone={isGrave(code) ? "red" : "amber"}>
          <TriangleAlert size={20} aria-hidden />
          <div>
            <p className={styles["troubleTitle"]}>
              <b>{wordOf("parcel.trouble", code)}</b>
              {since ? <time dateTime={since.at}>{t("parcel.since", { time: dayTime(since.at) })}</time> : null}
              {blame ? <span>{t("parcel.blame", { who: blame })}</span> : null}
            </p>
            <p>{wordOf(`parcel.meaning.${reader}`, code)}</p>
            {children}
          </div>
        </div>
      ) : null}
    </div>
  );
}
