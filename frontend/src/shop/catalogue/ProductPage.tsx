import { MessageCircle } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { ApiError } from "@/api/errors";
import { useChatUi } from "../chat/ui";
import { Promises } from "../home/Promises";
import { useProduct } from "../queries";
import type { ProductDetail } from "../types";
import { Panel, Picture, Price, Skeleton } from "../ui/bits";
import { Button } from "../ui/Button";
import { Empty, Failed } from "../ui/states";
import { OptionPicker } from "./OptionPicker";
import { chosenVariant, type Choice } from "./variants";
import styles from "./catalogue.module.css";

export function ProductPage({ id }: { id: number }) {
  const { t } = useTranslation();
  const { data: product, error, refetch } = useProduct(id);
  if (product) return <Product product={product} />;
  if (error instanceof ApiError && error.status === 404) return <Empty title={t("shop.product.gone")} />;
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  return (
    <div className={styles["product"]} aria-busy>
      <Skeleton height={420} />
      <Skeleton height={420} />
    </div>
  );
}

function Product({ product }: { product: ProductDetail }) {
  const { t } = useTranslation();
  const { category } = product;
  const [choice, setChoice] = useState<Choice>(() => product.variants.find((variant) => variant.stock > 0)?.options ?? {});
  const variant = chosenVariant(product, choice);
  const lookAt = useChatUi((state) => state.lookAt);
  const show = useChatUi((state) => state.show);

  useEffect(() => {
    lookAt({ type: "product", id: product.id });
    return () => lookAt(null);
  }, [product.id, lookAt]);

  return (
    <>
      <p className={styles["crumb"]}>
        <Link href={`/c/${category.id}`}>{category.name}</Link>
      </p>
      <article className={styles["product"]}>
        <div className={styles["gallery"]}>
          <Picture hash={product.picture} alt={t("shop.product.picture", { title: product.title })} eager />
        </div>
        <div className={styles["buyBox"]}>
          <h1>{product.title}</h1>
          <p className={styles["summary"]}>{product.summary}</p>
          <p className={styles["bigPrice"]}>
            <Price cents={variant?.price_cents ?? product.price_cents} />
            <span className={styles["stock"]}>
              {(variant?.stock ?? product.stock) > 0
                ? t("shop.product.stock", { count: variant?.stock ?? product.stock })
                : t("shop.product.soldOut")}
            </span>
          </p>
          {product.options.map((option) => (
            <OptionPicker
              key={option.name}
              option={option}
              product={product}
              choice={choice}
              onChoose={(value) => setChoice((before) => ({ ...before, [option.name]: value }))}
            />
          ))}
          <Promises />
          <div className={styles["askBar"]}>
            <Button variant="primary" onClick={() => show(true)}>
              <MessageCircle size={18} aria-hidden />
              {t("shop.product.ask")}
            </Button>
          </div>
        </div>
      </article>
      <div className={styles["details"]}>
        {product.points.length > 0 ? (
          <Panel title={t("shop.product.points")}>
            <ul className={styles["points"]}>
              {product.points.map((point) => (
                <li key={point}>{point}</li>
              ))}
            </ul>
          </Panel>
        ) : null}
        {product.attributes.length > 0 ? (
          <Panel title={t("shop.product.attributes")}>
            <dl className={styles["attributes"]}>
              {product.attributes.map((attribute) => (
                <div key={attribute.name}>
                  <dt>{attribute.name}</dt>
                  <dd>{attribute.value}</dd>
                </div>
              ))}
            </dl>
          </Panel>
        ) : null}
        {product.faq.length > 0 ? (
          <Panel title={t("shop.product.faq")}>
            {product.faq.map((item) => (
              <details key={item.q} className={styles["faq"]} open>
                <summary>{item.q}</summary>
                <p>{item.a}</p>
              </details>
            ))}
          </Panel>
        ) : null}
      </div>
    </>
  );
}
