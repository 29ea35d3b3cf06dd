import { useTranslation } from "react-i18next";
import classes from "./ui.module.css";

/** The sign: a speech bubble that is a shop's awning. */
export function BrandSign({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--md-brand)" />
      <path d="M7 8h18v3.2c0 1.7-1.3 3-3 3s-3-1.3-3-3c0 1.7-1.3 3-3 3s-3-1.3-3-3c0 1.7-1.3 3-3 3s-3-1.3-3-3z" fill="var(--md-on-brand)" />
      <path d="M9 16.6v5.2c0 .9.7 1.6 1.6 1.6h4.2l3.6 3.1v-3.1h3c.9 0 1.6-.7 1.6-1.6v-5.2" fill="none" stroke="var(--md-on-brand)" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

/** The sign with the product's name beside it. */
export function BrandMark() {
  const { t, i18n } = useTranslation();
  return (
    <span className={classes["mark"]}>
      <BrandSign />
      <span>
        {t("common.product.name")}
        {i18n.language === "en" ? null : <span className={classes["markLatin"]}> {t("common.product.latin")}</span>}
      </span>
    </span>
  );
}
