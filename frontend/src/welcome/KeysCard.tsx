import { useTranslation } from "react-i18next";
import { Kbd } from "@/ui/Kbd";
import classes from "./welcome.module.css";

const KEYS = [
  ["acceptNext", "Alt+KeyN"],
  ["tabOrder", "Alt+KeyO"],
  ["phrases", "Slash"],
  ["fill", "Tab"],
  ["chase", "Alt+KeyU"],
  ["payout", "Alt+KeyH"],
  ["sellerNote", "Alt+KeyI"],
  ["ticket", "Alt+KeyT"],
  ["close", "Alt+KeyE"],
  ["palette", "Ctrl+KeyK"],
] as const;

/** The ten keys that carry a conversation from hello to goodbye. */
export function KeysCard() {
  const { t } = useTranslation();
  return (
    <aside className={classes["keysCard"]}>
      <h2>{t("desk.start.keys")}</h2>
      {KEYS.map(([verb, combo]) => (
        <div key={verb} className={classes["keyRow"]}>
          {t(`desk.verb.${verb}`)}
          <Kbd combo={combo} />
        </div>
      ))}
    </aside>
  );
}
