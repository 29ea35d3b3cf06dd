import { useTranslation } from "react-i18next";

export function ShopApp() {
  const { t } = useTranslation();
  return (
    <main>
      <h1>{t("shop.title")}</h1>
      <p>{t("product.tagline")}</p>
    </main>
  );
}
