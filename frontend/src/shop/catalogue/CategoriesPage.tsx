import { useTranslation } from "react-i18next";
import { useHome } from "../queries";
import { Skeleton } from "../ui/bits";
import { Failed } from "../ui/states";
import { CategoryTiles } from "./CategoryTiles";

export function CategoriesPage() {
  const { t } = useTranslation();
  const home = useHome();
  return (
    <>
      <h1 className="shop-title">{t("shop.home.categories")}</h1>
      {home.data ? (
        <CategoryTiles categories={home.data.categories} />
      ) : home.error ? (
        <Failed error={home.error} retry={() => void home.refetch()} />
      ) : (
        <Skeleton height={240} />
      )}
    </>
  );
}
