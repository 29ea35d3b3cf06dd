import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { ProductDetail } from "../types";
import { available, type Choice } from "./variants";
import styles from "./catalogue.module.css";

interface Props {
  option: { name: string; values: string[] };
  product: ProductDetail;
  choice: Choice;
  onChoose: (value: string) => void;
}

/** One property to choose, as radio buttons: arrow keys go through the values. */
export function OptionPicker({ option, product, choice, onChoose }: Props) {
  const { t } = useTranslation();
  const group = useId();
  return (
    <fieldset className={styles["option"]}>
      <legend>
        <span className="md-hidden">{t("shop.product.choose", { name: option.name })}</span>
        <span aria-hidden>{option.name}</span>
      </legend>
      {option.values.map((value) => (
        <label key={value} className={styles["value"]} data-out={!available(product, choice, option.name, value) || undefined}>
          <input
            type="radio"
            name={group}
            value={value}
            checked={choice[option.name] === value}
            onChange={() => onChoose(value)}
          />
          <span>{value}</span>
        </label>
      ))}
    </fieldset>
  );
}
