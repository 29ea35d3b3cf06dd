import { CalendarClock, PackageCheck, RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import styles from "./home.module.css";

/** What the shop promises every buyer; the same rules the agents work by (policies P1 and P3). */
export function Promises() {
  const { t } = useTranslation();
  return (
    <ul className={styles["promises"]} aria-label={t("shop.home.promisesLabel")}>
      <li>
        <PackageCheck size={17} aria-hidden />
        {t("shop.home.promises.dispatch")}
      </li>
      <li>
        <CalendarClock size={17} aria-hidden />
        {t("shop.home.promises.late")}
      </li>
      <li>
        <RotateCcw size={17} aria-hidden />
        {t("shop.home.promises.returns")}
      </li>
    </ul>
  );
}
