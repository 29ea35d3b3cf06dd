import { Button, Loader, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError, errorText } from "@/api/errors";
import { refused } from "@/lib/act";
import { money } from "@/lib/money";
import { dayTime } from "@/lib/time";
import { wordOf } from "@/lib/words";
import { EmptyState } from "@/ui/EmptyState";
import { Kbd } from "@/ui/Kbd";
import { type BenchOrder, type FieldProblem, type Receiver, useWarehouse, type WaybillForm } from "./api";
import classes from "./warehouse.module.css";

const FIELDS = ["name", "phone", "province", "city", "district", "street"] as const;

interface StepProps {
  order: BenchOrder;
  put(after: BenchOrder): void;
}

/** The problem in words; a flag of goods is a code and has its own. */
const said = (problem: FieldProblem): string =>
  wordOf("warehouse.field", problem.code, {
    ...problem.params,
    ...(problem.params["flag"] ? { flag: wordOf("warehouse.flag", String(problem.params["flag"])) } : {}),
  });

const fieldOf = (problem: FieldProblem): string => problem.field.split(".").at(-1) ?? problem.field;

function Form({ form, order, put }: StepProps & { form: WaybillForm }) {
  const { t, i18n } = useTranslation();
  const api = useWarehouse();
  const [carrier, setCarrier] = useState(form.carrier_id);
  const [receiver, setReceiver] = useState<Receiver>(form.receiver);
  const [problems, setProblems] = useState<readonly FieldProblem[]>(form.problems);
  const [busy, setBusy] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const wrong = FIELDS.find((name) => problems.some((one) => fieldOf(one) === name));
    const target = wrong ? `[name="${wrong}"]` : 'input[type="radio"]:checked';
    element.current?.querySelector<HTMLElement>(target)?.focus();
  }, [problems]);
  const textOf = (name: string) =>
    problems
      .filter((one) => fieldOf(one) === name)
      .map(said)
      .join("; ");
  const rest = problems.filter((one) => !FIELDS.some((name) => fieldOf(one) === name));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      put(await api.makeWaybill(order.id, carrier, receiver));
    } catch (error) {
      const found = error instanceof ApiError && error.code === "waybill_form_wrong" ? error.params["problems"] : null;
      if (Array.isArray(found)) setProblems(found as FieldProblem[]);
      else refused(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      ref={element}
      className={classes["card"]}
      onSubmit={(event) => void submit(event)}
      aria-label={t("warehouse.waybill.heading")}
    >
      <h3 className={classes["small"]}>{t("warehouse.waybill.heading")}</h3>
      <fieldset className={classes["carriers"]}>
        <legend className={classes["label"]}>{t("warehouse.waybill.carrier")}</legend>
        {form.carriers.map((one) => (
          <label key={one.id} className={classes["carrier"]} data-on={one.id === carrier}>
            <input
              type="radio"
              name="carrier"
              value={one.id}
              checked={one.id === carrier}
              onChange={() => {
                setCarrier(one.id);
                setProblems([]);
              }}
            />
            <span className={classes["two"]}>
              <b>{one.name}</b>
              <span className={classes["muted"]}>
                {one.refusal
                  ? one.refusal[i18n.language === "en" ? "en" : "zh"]
                  : one.promised_at
                    ? t("warehouse.waybill.promised", { time: dayTime(one.promised_at) })
                    : ""}
              </span>
            </span>
            <span className={classes["count"]}>{one.fee_cents === null ? "—" : money(one.fee_cents)}</span>
          </label>
        ))}
      </fieldset>
      <div className={classes["form"]}>
        {FIELDS.map((name) => (
          <TextInput
            key={name}
            name={name}
            label={t(`warehouse.waybill.${name}`)}
            value={receiver[name] ?? ""}
            maxLength={200}
            autoComplete="off"
            error={textOf(name) || null}
            className={name === "street" ? (classes["wide"] ?? "") : ""}
            onChange={(event) => setReceiver({ ...receiver, [name]: event.currentTarget.value })}
          />
        ))}
      </div>
      {rest.length > 0 ? (
        <ul className={classes["notes"]} role="alert">
          {rest.map((one) => (
            <li key={one.code + one.field}>{said(one)}</li>
          ))}
        </ul>
      ) : null}
      <div className={classes["foot"]}>
        <span className={classes["muted"]}>{t("warehouse.waybill.hint")}</span>
        <Button type="submit" disabled={busy} rightSection={<Kbd combo="Enter" />}>
          {t("warehouse.waybill.submit")}
        </Button>
      </div>
    </form>
  );
}

/** The waybill, filled in from the order; what is wrong stands at its field and stops the number. */
export function WaybillStep({ order, put }: StepProps) {
  const { t } = useTranslation();
  const api = useWarehouse();
  const { data, error } = useQuery({
    queryKey: ["warehouse-waybill", order.id, order.weight_g],
    queryFn: () => api.waybill(order.id),
    staleTime: 0,
    gcTime: 0,
  });
  if (error) return <EmptyState title={errorText(error)} />;
  if (!data) return <Loader m="xl" aria-label={t("common.action.loading")} />;
  return <Form form={data} order={order} put={put} />;
}
