import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { attempt, said } from "@/lib/act";
import { money } from "@/lib/money";
import { Kbd } from "@/ui/Kbd";
import { announce } from "@/ui/live";
import { useSeat } from "../state/seat";
import { type BenchOrder, useWarehouse } from "./api";
import { useWarehouseRoute } from "./route";
import { kilograms } from "./rules";
import classes from "./warehouse.module.css";

const NEXT = ["labelled", "weighed", "packed", "picked"];

/** The last step: the parcel goes to the carrier, and the next order of the wave comes to the bench. */
export function ShipStep({ order }: { order: BenchOrder }) {
  const { t } = useTranslation();
  const api = useWarehouse();
  const { queries } = useSeat();
  const { go } = useWarehouseRoute();
  const button = useRef<HTMLButtonElement>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => button.current?.focus(), []);
  const ship = async () => {
    setBusy(true);
    const done = await attempt(() => api.ship(order.id));
    if (!done) {
      setBusy(false);
      return;
    }
    const wave = order.wave_id === null ? null : await attempt(() => api.wave(order.wave_id ?? 0));
    await queries.invalidateQueries({ queryKey: ["warehouse"] });
    const next = wave?.orders.find((one) => one.id !== order.id && NEXT.includes(one.step));
    const sent = t("warehouse.ship.done", { no: order.order_no });
    // The next order comes to the bench at once; a notice over it would only be in the way.
    if (next) announce(sent);
    else said(sent);
    go(next ? { view: "order", id: next.id } : { view: "queue" });
  };
  const { waybill } = order;
  return (
    <section className={classes["card"]} aria-label={t("warehouse.ship.heading")}>
      <h3 className={classes["small"]}>{t("warehouse.ship.heading")}</h3>
      <p className={classes["muted"]}>{t("warehouse.ship.lead")}</p>
      <div className={classes["foot"]}>
        <span>
          {waybill
            ? t("warehouse.ship.summary", {
                carrier: waybill.carrier_name,
                no: waybill.tracking_no,
                kg: kilograms(order.weight_g ?? 0),
                fee: money(waybill.fee_cents),
              })
            : null}
        </span>
        <Button ref={button} disabled={busy} rightSection={<Kbd combo="Enter" />} onClick={() => void ship()}>
          {t("warehouse.ship.submit")}
        </Button>
      </div>
    </section>
  );
}
