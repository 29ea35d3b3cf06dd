import { Languages, Moon, Sun } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { currentLanguage, setLanguage } from "@/i18n";
import { currentScheme, onSchemeChange, setScheme } from "@/theme/scheme";
import { IconButton } from "../ui/Button";
import styles from "./layout.module.css";

export function LanguageSwitch() {
  const { t } = useTranslation();
  const other = currentLanguage() === "en" ? "zh-CN" : "en";
  return (
    <button
      type="button"
      className={styles["language"]}
      title={t("common.language.switch")}
      aria-label={`${t("common.language.short")}: ${t("common.language.switch")}`}
      onClick={() => void setLanguage(other)}
    >
      <Languages size={18} aria-hidden />
      <span aria-hidden>{t("common.language.short")}</span>
    </button>
  );
}

export function ThemeSwitch() {
  const { t } = useTranslation();
  const scheme = useSyncExternalStore(onSchemeChange, currentScheme);
  const dark = scheme === "dark";
  return (
    <IconButton
      label={dark ? t("common.theme.toLight") : t("common.theme.toDark")}
      onClick={() => {
        setScheme(dark ? "light" : "dark");
      }}
    >
      {dark ? <Sun size={19} aria-hidden /> : <Moon size={19} aria-hidden />}
    </IconButton>
  );
}
