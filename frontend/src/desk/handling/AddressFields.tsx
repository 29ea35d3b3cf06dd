import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { NewAddress } from "./api";
import classes from "./handling.module.css";

const FIELDS = ["province", "city", "district", "street", "addressee", "phone"] as const;

export const complete = (to: NewAddress): boolean =>
  [to.province, to.city, to.district, to.street].every((part) => part.trim() !== "");

/** A new address; who receives it only where that changes. */
export function AddressFields({ value, onChange }: { value: NewAddress; onChange(to: NewAddress): void }) {
  const { t } = useTranslation();
  return (
    <div className={classes["address"]}>
      {FIELDS.map((name) => (
        <TextInput
          key={name}
          label={t(`handling.address.${name}`)}
          value={value[name]}
          maxLength={name === "street" ? 200 : 40}
          onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value })}
        />
      ))}
    </div>
  );
}
