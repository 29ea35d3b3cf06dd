import { Button, NumberInput, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError, errorText } from "@/api/errors";
import { refused } from "@/lib/act";
import { Kbd } from "@/ui/Kbd";
import { type BenchOrder, useWarehouse } from "./api";
import classes from "./warehouse.module.css";

interface WeighStepProps {
  order: BenchOrder;
  put(after: BenchOrder): void;
  onRecheck(): void;
}

/** The scales: what they show is taken over by Enter; a weight far off wants a second look or a reason. */
export function WeighStep({ order, put, onRecheck }: WeighStepProps) {
  const { t } = useTranslation();
  const api = useWarehouse();
  const field = useRef<HTMLInputElement>(null);
  const why = useRef<HTMLInputElement>(null);
  const [weight, setWeight] = useState<number | "">("");
  const [reason, setReason] = useState("");
  const [off, setOff] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (off) why.current?.focus();
  }, [off]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      put(await api.weigh(order.id, weight === "" ? (order.scale_g ?? 0) : weight, reason.trim()));
    } catch (error) {
      if (error instanceof ApiError && error.code === "weight_off") setOff(errorText(error));
      else refused(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className={classes["card"]} onSubmit={(event) => void submit(event)} aria-label={t("warehouse.weigh.heading")}>
      <h3 className={classes["small"]}>{t("warehouse.weigh.heading")}</h3>
      <div className={classes["scale"]}>
        <span>{t("warehouse.weigh.scale")}</span>
        <output>
          {order.scale_g ?? "—"} <small>g</small>
        </output>
        <span>{t("warehouse.weigh.expected", { g: order.expected_g ?? 0, t: order.tolerance_g ?? 0 })}</span>
      </div>
      <NumberInput
        ref={field}
        label={t("warehouse.weigh.weight")}
        placeholder={t("warehouse.weigh.placeholder")}
        min={1}
        max={1_000_000}
        allowDecimal={false}
        hideControls
        value={weight}
        error={off}
        onChange={(next) => {
          setWeight(next === "" ? "" : Number(next));
          setOff(null);
        }}
      />
      {off ? (
        <TextInput
          ref={why}
          mt="sm"
          label={t("warehouse.weigh.reason")}
          description={t("warehouse.weigh.reasonHint")}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      ) : null}
      <div className={classes["foot"]}>
        {off ? (
          <Button variant="default" onClick={onRecheck}>
            {t("warehouse.weigh.recheck")}
          </Button>
        ) : null}
        <span className={classes["grow"]} />
        <Button type="submit" disabled={busy} rightSection={<Kbd combo="Enter" />}>
          {t("warehouse.weigh.submit")}
        </Button>
      </div>
    </form>
  );
}
