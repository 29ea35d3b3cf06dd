import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Category } from "../types";
import { CategoryIcon } from "./icons";
import styles from "./catalogue.module.css";

export function CategoryTiles({ categories }: { categories: readonly Category[] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles["tiles"]}>
      {categories.map((category) => (
        <li key={category.id}>
          <Link href={`/c/${category.id}`} className={styles["tile"]}>
            <CategoryIcon code={category.code} />
            <span>
              <span className={styles["tileName"]}>{category.name}</span>
              <span className={styles["tileCount"]}>{t("shop.home.count", { count: category.products })}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
