import { NativeSelect, NumberInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { components } from "@/api/schema";
import { money } from "@/lib/money";
import { type BenchOrder, type Choice, type Judged, useWarehouse } from "./api";
import { Notes } from "./Notes";
import classes from "./warehouse.module.css";

export type Supplies = components["schemas"]["Shelf"];

function Verdict({ judged }: { judged: Judged }) {
  const { t } = useTranslation();
  const stops = !judged.fits;
  const advice = judged.problems.length > 0;
  const tone = stops ? "bad" : advice ? "so" : "good";
  const Sign = stops ? CircleX : advice ? TriangleAlert : CircleCheck;
  return (
    <div className={classes["verdict"]} data-tone={tone} role="status">
      <p className={classes["verdictHead"]}>
        <Sign size={18} aria-hidden />
        <b>{stops ? t("warehouse.carton.no") : advice ? t("warehouse.carton.advice") : t("warehouse.carton.ok")}</b>
      </p>
      <Notes notes={judged.problems} />
      {judged.size_mm.length > 0 ? (
        <dl className={classes["facts"]}>
          <div>
            <dt>{t("warehouse.carton.cost")}</dt>
            <dd>{money(judged.cost_cents)}</dd>
          </div>
          <div>
            <dt>{t("warehouse.carton.weight")}</dt>
            <dd>{judged.weight_g} g</dd>
          </div>
          <div>
            <dt>{t("warehouse.carton.outer")}</dt>
            <dd>{judged.size_mm.join("×")} mm</dd>
          </div>
          <div>
            <dt>{t("warehouse.carton.odds")}</dt>
            <dd>{t("warehouse.carton.permille", { n: judged.permille })}</dd>
          </div>
          <div>
            <dt>{t("warehouse.carton.fill")}</dt>
            <dd>{Math.round(judged.fill / 10)} %</dd>
          </div>
        </dl>
      ) : null}
    </div>
  );
}

interface CartonChoiceProps {
  order: BenchOrder;
  choice: Choice;
  title: string | null;
  supplies: Supplies | null;
  onChange(next: Choice): void;
  onEnter(): void;
}

/** One carton and what goes in beside the goods, with the verdict of the packing rules. */
export function CartonChoice({ order, choice, title, supplies, onChange, onEnter }: CartonChoiceProps) {
  const { t } = useTranslation();
  const api = useWarehouse();
  const judged = useQuery({
    queryKey: ["warehouse-choice", order.id, choice],
    queryFn: () => api.judge(order.id, choice),
    enabled: choice.carton !== "",
    placeholderData: keepPreviousData,
  }).data;
  // A select keeps Enter to itself: here it goes on like everywhere at the bench.
  const enter = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    onEnter();
  };
  return (
    <fieldset className={classes["choice"]}>
      {title ? <legend>{title}</legend> : <legend className="md-hidden">{t("warehouse.carton.heading")}</legend>}
      <NativeSelect
        label={t("warehouse.carton.choose")}
        value={choice.carton}
        onChange={(event) => onChange({ ...choice, carton: event.currentTarget.value })}
        onKeyDown={enter}
        data={[
          { value: "", label: t("warehouse.carton.chooseNone") },
          ...(supplies?.cartons ?? []).map((carton) => ({
            value: carton.code,
            label: `${carton.name} · ${carton.inner_mm.join("×")} mm · ${money(carton.cost_cents)}`,
          })),
        ]}
      />
      <div className={classes["materials"]} role="group" aria-label={t("warehouse.carton.materials")}>
        {(supplies?.materials ?? []).map((material) => (
          <NumberInput
            key={material.code}
            size="xs"
            label={`${material.name} · ${money(material.cost_cents)}`}
            aria-label={t("warehouse.carton.count", { name: material.name })}
            min={0}
            max={99}
            clampBehavior="strict"
            allowDecimal={false}
            value={choice.materials[material.code] ?? 0}
            onChange={(count) =>
              onChange({ ...choice, materials: { ...choice.materials, [material.code]: Number(count) || 0 } })
            }
          />
        ))}
      </div>
      {choice.carton !== "" && judged ? <Verdict judged={judged} /> : null}
    </fieldset>
  );
}
