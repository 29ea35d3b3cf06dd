import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, client } from "@/api/client";
import { attempt } from "@/lib/act";
import { money } from "@/lib/money";
import { Kbd } from "@/ui/Kbd";
import { useSeat } from "../state/seat";
import { type BenchOrder, type Choice, useWarehouse } from "./api";
import { CartonChoice } from "./CartonChoice";
import { nextToPack } from "./rules";
import { ScanField } from "./ScanField";
import classes from "./warehouse.module.css";

interface StepProps {
  order: BenchOrder;
  put(after: BenchOrder): void;
}

/** Cartons and materials of the packing bench; they do not change while a mall is open. */
export function useSupplies() {
  const { seat } = useSeat();
  return useQuery({
    queryKey: ["supplies"],
    queryFn: () => answer(client.GET("/api/desk/{seat}/packing/supplies", { params: { path: { seat: Number(seat) } } })),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
}

const empty = (lines: number[]): Choice => ({ lines, carton: "", materials: {} });

/** Every unit into the carton: scanned one by one. */
export function ScanStep({ order, put }: StepProps) {
  const { t } = useTranslation();
  const api = useWarehouse();
  const { queries } = useSeat();
  const next = () => nextToPack(queries.getQueryData<BenchOrder>(["warehouse", "order", order.id])?.lines ?? []);
  return (
    <section className={classes["card"]}>
      <ScanField
        label={t("warehouse.bench.scan")}
        hint={t("warehouse.wave.scanHint")}
        marked={nextToPack(order.lines)?.sku ?? null}
        next={() => next()?.barcode ?? null}
        onScan={async (code) => {
          const after = await api.scan(order.id, code);
          put(after);
          return t("warehouse.wave.scanned", { sku: after.scanned?.sku ?? code });
        }}
      />
    </section>
  );
}

/** The carton: chosen by hand or as suggested, judged before it is closed. */
export function CartonStep({ order, put }: StepProps) {
  const { t } = useTranslation();
  const api = useWarehouse();
  const supplies = useSupplies();
  const suggested = order.suggestion?.parcels ?? [];
  const several = suggested.length > 1;
  const [choices, setChoices] = useState<Choice[]>(() =>
    several ? suggested.map((one) => empty(one.lines)) : [empty([])],
  );
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("select")?.focus(), []);

  const take = () =>
    setChoices(suggested.map((one) => ({ lines: several ? one.lines : [], carton: one.carton, materials: { ...one.materials } })));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (choices.every((one) => one.carton === "")) {
      take();
      return;
    }
    setBusy(true);
    const after = await attempt(() => api.pack(order.id, choices));
    setBusy(false);
    if (after) put(after);
  };
  const names = suggested.map((one) => supplies?.cartons.find((carton) => carton.code === one.carton)?.name ?? one.carton);
  return (
    <form ref={form} className={classes["card"]} onSubmit={(event) => void submit(event)} aria-label={t("warehouse.carton.heading")}>
      <div className={classes["pair"]}>
        <h3 className={classes["small"]}>{t("warehouse.carton.heading")}</h3>
        {order.suggestion ? (
          <Button size="compact-sm" variant="light" onClick={take}>
            {t("warehouse.carton.suggested", {
              carton: names.join(" + "),
              cost: money(order.suggestion.cost_cents),
            })}
          </Button>
        ) : null}
      </div>
      {choices.map((choice, number) => (
        <CartonChoice
          key={choice.lines.join(",")}
          order={order}
          choice={choice}
          title={choices.length > 1 ? t("warehouse.carton.piece", { n: number + 1, of: choices.length }) : null}
          supplies={supplies ?? null}
          onChange={(next) => setChoices((all) => all.map((one, at) => (at === number ? next : one)))}
          onEnter={() => form.current?.requestSubmit()}
        />
      ))}
      <div className={classes["foot"]}>
        <span className={classes["muted"]}>
          {choices.every((one) => one.carton === "") ? t("warehouse.carton.takeHint") : null}
        </span>
        <Button type="submit" disabled={busy} rightSection={<Kbd combo="Enter" />}>
          {choices.every((one) => one.carton === "") ? t("warehouse.carton.take") : t("warehouse.carton.close")}
        </Button>
      </div>
    </form>
  );
}
