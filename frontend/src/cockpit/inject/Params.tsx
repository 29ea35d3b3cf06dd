import { NumberInput, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { IncidentKind, IncidentOptions } from "../types";
import type { Chosen } from "./kinds";
import styles from "./inject.module.css";

interface Props {
  kind: IncidentKind;
  options: IncidentOptions;
  chosen: Chosen;
  onChange(chosen: Chosen): void;
}

/** The fields of one kind of incident: where, by whom, how long, how many. */
export function Params({ kind, options, chosen, onChange }: Props) {
  const { t } = useTranslation();
  const choices = { hub_id: options.hubs, carrier_id: options.carriers };
  return (
    <div className={styles["params"]}>
      {kind.params.map((param) => {
        const name = param.name as keyof Chosen;
        if (name === "hub_id" || name === "carrier_id") {
          const set = chosen[name];
          return (
            <Select
              key={name}
              label={t(name === "hub_id" ? "cockpit.inject.hub" : "cockpit.inject.carrier")}
              placeholder={t("cockpit.inject.most")}
              clearable
              clearButtonProps={{ "aria-label": t("cockpit.inject.most") }}
              value={set === null ? null : String(set)}
              onChange={(value) => onChange({ ...chosen, [name]: value === null ? null : Number(value) })}
              data={choices[name].map((one) => ({
                value: String(one.id),
                label: t("cockpit.inject.choiceOrders", { name: one.name, count: one.orders }),
                disabled: one.orders === 0,
              }))}
            />
          );
        }
        return (
          <NumberInput
            key={name}
            label={t(name === "days" ? "cockpit.inject.days" : "cockpit.inject.count")}
            min={param.least ?? 1}
            max={param.most ?? 100}
            clampBehavior="strict"
            allowDecimal={false}
            value={chosen[name] ?? param.default ?? ""}
            onChange={(value) => onChange({ ...chosen, [name]: typeof value === "number" ? value : null })}
          />
        );
      })}
    </div>
  );
}
