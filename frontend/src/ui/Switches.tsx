import { Moon, Sun } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { setLanguage } from "@/i18n";
import { currentScheme, onSchemeChange, setScheme } from "@/theme/scheme";
import classes from "./ui.module.css";

/** One tap: the page in the other language, nothing reloads. */
export function LanguageSwitch({ className }: { className?: string }) {
  const { t, i18n } = useTranslation();
  const other = i18n.language === "en" ? "zh-CN" : "en";
  return (
    <button
      type="button"
      className={className ?? classes["switch"]}
      lang={other}
      aria-label={`${t("common.language.short")}: ${t("common.language.switch")}`}
      title={t("common.language.switch")}
      onClick={() => void setLanguage(other)}
    >
      {t("common.language.short")}
    </button>
  );
}

/** One tap: light or dark. */
export function ThemeSwitch({ className }: { className?: string }) {
  const { t } = useTranslation();
  const scheme = useSyncExternalStore(onSchemeChange, currentScheme);
  const label = scheme === "dark" ? t("common.theme.toLight") : t("common.theme.toDark");
  return (
    <button
      type="button"
      className={className ?? classes["switch"]}
      aria-label={label}
      title={label}
      onClick={() => setScheme(scheme === "dark" ? "light" : "dark")}
    >
      {scheme === "dark" ? <Sun size={18} aria-hidden /> : <Moon size={18} aria-hidden />}
    </button>
  );
}
