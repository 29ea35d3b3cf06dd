import { Alert, Radio, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { money } from "@/lib/money";
import type { TrackedParcel } from "@/parcel/line";
import classes from "./handling.module.css";

export interface ClaimTyped {
  kind: "lost" | "damaged";
  value: string;
  amount: string;
  note: string;
}

interface Props {
  parcel: TrackedParcel;
  value: ClaimTyped;
  onChange(typed: ClaimTyped): void;
}

/** What is claimed from the carrier, with what the insurance means for it. */
export function ClaimFields({ parcel, value, onChange }: Props) {
  const { t } = useTranslation();
  const insured = parcel.insured_cents ?? 0;
  return (
    <>
      <Radio.Group
        label={t("handling.claim.kind")}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind: kind === "lost" ? "lost" : "damaged" })}
      >
        <div className={classes["row"]}>
          <Radio value="lost" label={t("handling.claim.lost")} />
          <Radio value="damaged" label={t("handling.claim.damaged")} />
        </div>
      </Radio.Group>
      <Alert color={insured > 0 ? "green" : "amber"} variant="light" p="sm">
        {insured > 0 ? t("handling.claim.insured", { amount: money(insured) }) : t("handling.claim.uninsured")}
      </Alert>
      <div className={classes["two"]}>
        {(["value", "amount"] as const).map((name) => (
          <TextInput
            key={name}
            label={t(`handling.claim.${name}`)}
            inputMode="decimal"
            value={value[name]}
            onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value })}
          />
        ))}
      </div>
      <Textarea
        label={t("handling.claim.note")}
        autosize
        minRows={2}
        maxLength={500}
        value={value.note}
        onChange={(event) => onChange({ ...value, note: event.currentTarget.value })}
      />
    </>
  );
}
