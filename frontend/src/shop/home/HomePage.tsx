import { MessageCircle } from "lucide-react";
import { useTranslation } from "react-i18next";
import { CategoryTiles } from "../catalogue/CategoryTiles";
import { GridSkeleton, ProductGrid } from "../catalogue/ProductGrid";
import { useChatUi } from "../chat/ui";
import { useHome } from "../queries";
import { useSeat } from "../seat";
import { Skeleton } from "../ui/bits";
import { Button, LinkButton } from "../ui/Button";
import { Failed } from "../ui/states";
import { CurrentOrder } from "./CurrentOrder";
import { Promises } from "./Promises";
import styles from "./home.module.css";

export function HomePage() {
  const { t } = useTranslation();
  const { shopper } = useSeat().snapshot;
  const show = useChatUi((state) => state.show);
  const home = useHome();
  return (
    <>
      <div className={styles["top"]}>
        <section className={styles["hero"]}>
          <h1>{t("shop.home.greeting", { nick: shopper.nick })}</h1>
          <p>{t("shop.home.service")}</p>
          <div className={styles["heroActions"]}>
            <Button onClick={() => show(true)}>
              <MessageCircle size={18} aria-hidden />
              {t("shop.home.ask")}
            </Button>
            <LinkButton href="/orders" variant="plain">
              {t("shop.home.myOrders")}
            </LinkButton>
          </div>
          <Promises />
        </section>
        <CurrentOrder />
      </div>
      <h2 className={styles["heading"]}>{t("shop.home.categories")}</h2>
      {home.data ? <CategoryTiles categories={home.data.categories} /> : home.isPending ? <Skeleton height={150} /> : null}
      <h2 className={styles["heading"]}>{t("shop.home.featured")}</h2>
      {home.data ? (
        <ProductGrid products={home.data.featured} />
      ) : home.error ? (
        <Failed error={home.error} retry={() => void home.refetch()} />
      ) : (
        <GridSkeleton />
      )}
    </>
  );
}
