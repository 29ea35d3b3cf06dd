import { useTranslation } from "react-i18next";
import { money } from "@/lib/money";
import type { BenchOrder } from "./api";
import { useSupplies } from "./CartonStep";
import classes from "./warehouse.module.css";

/** What an order was packed in, what that cost and what it weighs: once the carton is closed. */
export function PackedIn({ order }: { order: BenchOrder }) {
  const { t } = useTranslation();
  const supplies = useSupplies();
  const cartonOf = (code: string) => supplies?.cartons.find((one) => one.code === code)?.name ?? code;
  const materials = new Map<string, number>();
  for (const parcel of order.parcels) {
    for (const [code, count] of Object.entries(parcel.materials)) materials.set(code, (materials.get(code) ?? 0) + count);
  }
  const used = [...materials].map(
    ([code, count]) => `${supplies?.materials.find((one) => one.code === code)?.name ?? code} ×${count}`,
  );
  return (
    <section className={classes["card"]} aria-label={t("warehouse.bench.packedIn")}>
      <h3 className={classes["small"]}>{t("warehouse.bench.packedIn")}</h3>
      <p className={classes["packedIn"]}>
        <b>{order.parcels.map((parcel) => cartonOf(parcel.carton)).join(" + ")}</b>
        <span className={classes["muted"]}>{used.join(" · ")}</span>
      </p>
      <dl className={classes["facts"]}>
        <div>
          <dt>{t("warehouse.carton.cost")}</dt>
          <dd>{money(order.parcels.reduce((sum, parcel) => sum + parcel.cost_cents, 0))}</dd>
        </div>
        <div>
          <dt>{t("warehouse.carton.outer")}</dt>
          <dd>{order.parcels.map((parcel) => parcel.size_mm.join("×")).join(", ")} mm</dd>
        </div>
        <div>
          <dt>{t("warehouse.carton.odds")}</dt>
          <dd>{t("warehouse.carton.permille", { n: Math.max(...order.parcels.map((parcel) => parcel.permille)) })}</dd>
        </div>
        {order.weight_g === null ? null : (
          <div>
            <dt>{t("warehouse.handover.weight")}</dt>
            <dd>{order.weight_g} g</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
