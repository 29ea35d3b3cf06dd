import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "wouter";
import { useHome, useProducts } from "../queries";
import { Button } from "../ui/Button";
import { Empty, Failed } from "../ui/states";
import { CategoryIcon } from "./icons";
import { GridSkeleton, ProductGrid } from "./ProductGrid";
import styles from "./catalogue.module.css";

/** The products of a category, or what a search found. */
export function ListPage({ category }: { category: number | null }) {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const q = category === null ? (params.get("q") ?? "") : "";
  const home = useHome();
  const list = useProducts(category, q);
  const categories = home.data?.categories ?? [];
  const here = categories.find((item) => item.id === category);
  const products = list.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <div className={styles["listPage"]}>
      <nav className={styles["side"]} aria-label={t("shop.home.categories")}>
        {categories.map((item) => (
          <Link
            key={item.id}
            href={`/c/${item.id}`}
            className={styles["sideLink"]}
            aria-current={item.id === category ? "page" : undefined}
          >
            <CategoryIcon code={item.code} size={28} />
            <span>{item.name}</span>
          </Link>
        ))}
      </nav>
      <section aria-busy={list.isPending}>
        <h1 className="shop-title">{q ? t("shop.list.results", { q }) : (here?.name ?? t("shop.list.all"))}</h1>
        {list.error ? (
          <Failed error={list.error} retry={() => void list.refetch()} />
        ) : list.isPending ? (
          <GridSkeleton />
        ) : products.length === 0 ? (
          <Empty title={t("shop.list.none")} hint={t("shop.list.noneHint")} />
        ) : (
          <ProductGrid products={products} eager={4} />
        )}
        {list.hasNextPage ? (
          <div className={styles["more"]}>
            <Button onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
              {list.isFetchingNextPage ? t("shop.list.loading") : t("shop.list.more")}
            </Button>
          </div>
        ) : null}
      </section>
    </div>
  );
}
