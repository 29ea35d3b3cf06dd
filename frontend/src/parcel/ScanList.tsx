import { useTranslation } from "react-i18next";
import type { ScanView } from "@/api/types";
import { clockTime, day } from "@/lib/time";
import { byDay, isGrave, TROUBLE_SCANS } from "./line";
import styles from "./parcel.module.css";

/** Everything the carrier scanned, newest first, day by day. */
export function ScanList({ scans }: { scans: readonly ScanView[] }) {
  const { t } = useTranslation();
  if (scans.length === 0) return <p className={styles["none"]}>{t("parcel.scans.none")}</p>;
  const days = byDay(scans, (at) => day(at));
  const newest = days[0]?.scans[0]?.id;
  return (
    <ol className={styles["days"]} aria-label={t("parcel.scans.label")}>
      {days.map((one) => (
        <li key={one.day}>
          <span className={styles["day"]}>{one.day}</span>
          <ol className={styles["scans"]}>
            {one.scans.map((scan) => (
              <li
                key={scan.id}
                data-newest={scan.id === newest || undefined}
                data-tone={TROUBLE_SCANS.has(scan.code) ? (isGrave(scan.code) ? "red" : "amber") : undefined}
              >
                <time dateTime={scan.at}>{clockTime(scan.at)}</time>
                <span>{scan.text}</span>
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}
