import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { ProductCard } from "../types";
import { Picture, Price, Skeleton } from "../ui/bits";
import styles from "./catalogue.module.css";

function Card({ product, eager }: { product: ProductCard; eager: boolean }) {
  const { t } = useTranslation();
  return (
    <li className={styles["card"]}>
      <Picture hash={product.picture} eager={eager} />
      <div className={styles["cardText"]}>
        <h3 className={styles["cardTitle"]}>
          <Link href={`/p/${product.id}`}>{product.title}</Link>
        </h3>
        <p className={styles["cardFoot"]}>
          <Price cents={product.price_cents} />
          {product.stock === 0 ? (
            <span className={styles["cardNote"]}>{t("shop.list.soldOut")}</span>
          ) : product.stock < 20 ? (
            <span className={styles["cardNote"]}>{t("shop.list.stockLow", { count: product.stock })}</span>
          ) : null}
        </p>
      </div>
    </li>
  );
}

export function ProductGrid({ products, eager = 0 }: { products: readonly ProductCard[]; eager?: number }) {
  return (
    <ul className={styles["grid"]}>
      {products.map((product, index) => (
        <Card key={product.id} product={product} eager={index < eager} />
      ))}
    </ul>
  );
}

export function GridSkeleton() {
  return (
    <div className={styles["grid"]} aria-hidden>
      {[0, 1, 2, 3, 4, 5, 6, 7].map((index) => (
        <Skeleton key={index} height={300} />
      ))}
    </div>
  );
}
