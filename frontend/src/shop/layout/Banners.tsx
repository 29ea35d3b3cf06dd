import { Drama, WifiOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLive, useSeat } from "../seat";
import styles from "./layout.module.css";

/** Says whose part is being played: every message goes out under that name. */
export function RoleBanner() {
  const { t } = useTranslation();
  const { nick, name } = useSeat().snapshot.shopper;
  return (
    <aside className={styles["role"]} aria-label={t("shop.role.label")}>
      <Drama size={16} aria-hidden />
      <span className={styles["roleLong"]}>{t("shop.role.text", { nick, name })}</span>
      <span className={styles["roleShort"]}>{t("shop.role.short", { nick })}</span>
    </aside>
  );
}

/** Shown when the line has been gone for two seconds: a blink is not worth a word. */
export function LostBanner() {
  const { t } = useTranslation();
  const off = useLive((state) => state.connection.state !== "on" && state.loaded);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!off) {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), 2000);
    return () => clearTimeout(timer);
  }, [off]);
  return (
    <div role="status">
      {shown ? (
        <p className={styles["lost"]}>
          <WifiOff size={16} aria-hidden />
          {t("shop.live.lost")}
        </p>
      ) : null}
    </div>
  );
}
