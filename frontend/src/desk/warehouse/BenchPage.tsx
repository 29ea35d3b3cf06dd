import { Button, Loader } from "@mantine/core";
import { ArrowLeft, CircleSlash, Hand, PackageSearch, Truck } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "@/api/errors";
import { attempt, said } from "@/lib/act";
import { day } from "@/lib/time";
import { EmptyState } from "@/ui/EmptyState";
import { Kbd } from "@/ui/Kbd";
import { useSeat } from "../state/seat";
import { type BenchOrder, useBenchOrder, useWarehouse } from "./api";
import { CartonStep, ScanStep } from "./CartonStep";
import { Deadline } from "./Deadline";
import { Flags } from "./Flags";
import { GoodsIn } from "./GoodsIn";
import { PackedIn } from "./PackedIn";
import { PrintStep } from "./PrintStep";
import { useWarehouseRoute } from "./route";
import { STAGES, type Stage, stageOf } from "./rules";
import { ShipStep } from "./ShipStep";
import { WaybillStep } from "./WaybillStep";
import { WeighStep } from "./WeighStep";
import classes from "./warehouse.module.css";

function Steps({ stage }: { stage: Stage }) {
  const { t } = useTranslation();
  const at = STAGES.indexOf(stage);
  return (
    <ol className={classes["steps"]} aria-label={t("warehouse.bench.steps")}>
      {STAGES.map((name, number) => (
        <li key={name} data-done={number < at} aria-current={number === at ? "step" : undefined}>
          <span className={classes["stepNo"]}>{number + 1}</span>
          {t(`warehouse.bench.${name}Step`)}
        </li>
      ))}
    </ol>
  );
}

function Stopped({ order }: { order: BenchOrder }) {
  const { t } = useTranslation();
  const [icon, title, text]: [ReactNode, string, string] =
    order.step === "held"
      ? [<Hand key="held" size={40} aria-hidden />, t("warehouse.bench.heldTitle"), t("warehouse.bench.heldHint")]
      : order.step === "shipped"
        ? [
            <Truck key="gone" size={40} aria-hidden />,
            t("warehouse.bench.gone"),
            t("warehouse.bench.goneHint", { no: order.waybill?.tracking_no ?? "—" }),
          ]
        : ["paid", "packing"].includes(order.state)
          ? [<PackageSearch key="pick" size={40} aria-hidden />, t("warehouse.bench.notPicked"), t("warehouse.bench.notPickedHint")]
          : [<CircleSlash key="closed" size={40} aria-hidden />, t("warehouse.bench.closed"), t("warehouse.bench.closedHint")];
  return (
    <div className={classes["card"]}>
      <EmptyState icon={icon} title={title} text={text} />
    </div>
  );
}

/** One order at the bench: what is in it at the left, the step it waits for at the right; Enter goes on. */
export function BenchPage({ id }: { id: number }) {
  const { t } = useTranslation();
  const api = useWarehouse();
  const { queries } = useSeat();
  const { go } = useWarehouseRoute();
  const { data: order, error } = useBenchOrder(id);
  if (error) return <EmptyState title={errorText(error)} />;
  if (!order) return <Loader m="xl" aria-label={t("common.action.loading")} />;
  const stage = stageOf(order);
  const put = (after: BenchOrder) => {
    queries.setQueryData(["warehouse", "order", id], after);
    void queries.invalidateQueries({ queryKey: ["warehouse", "queue"] });
  };
  const unpack = async () => {
    const after = await attempt(() => api.unpack(id));
    if (after) {
      put(after);
      said(t("warehouse.bench.unpacked"));
    }
  };
  const step = { order, put };
  return (
    <>
      <div className={classes["bar"]}>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<ArrowLeft size={16} aria-hidden />}
          rightSection={<Kbd combo="Escape" />}
          onClick={() => go({ view: "queue" })}
        >
          {t("warehouse.bench.back")}
        </Button>
        <h2 className={classes["number"]}>{t("warehouse.bench.order", { no: order.order_no })}</h2>
        <span className={classes["muted"]}>{order.shopper_nick}</span>
        <Deadline due={order.due_at} standing={order.standing} />
        {order.promised_at ? (
          <span className={classes["muted"]}>{t("warehouse.due.promised", { day: day(order.promised_at) })}</span>
        ) : null}
        <span className={classes["grow"]} />
        {stage && stage !== "scan" && order.parcels.length > 0 ? (
          <Button variant="default" size="xs" onClick={() => void unpack()}>
            {t("warehouse.bench.unpack")}
          </Button>
        ) : null}
      </div>
      {stage ? <Steps stage={stage} /> : null}
      <div className={classes["bench"]}>
        <div className={classes["stack"]}>
          <GoodsIn lines={order.lines} open={stage === "scan"} />
          {order.parcels.length > 0 ? <PackedIn order={order} /> : null}
          {order.buyer_note ? (
            <p className={classes["note"]}>
              <b>{t("warehouse.bench.note")}</b> {order.buyer_note}
            </p>
          ) : null}
          {order.notes.length > 0 ? (
            <p className={classes["note"]}>
              <b>{t("warehouse.bench.sellerNotes")}</b> {order.notes.map((note) => note.text).filter(Boolean).join(" / ")}
            </p>
          ) : null}
          {order.flags.some((flag) => flag in WARNINGS) ? (
            <section className={classes["warnings"]} aria-label={t("warehouse.bench.warnings")}>
              {order.flags
                .filter((flag): flag is Warned => flag in WARNINGS)
                .map((flag) => (
                  <p key={flag}>
                    <Flags flags={[flag]} /> {t(`warehouse.warning.${flag}`)}
                  </p>
                ))}
            </section>
          ) : null}
        </div>
        <div className={classes["stack"]}>
          {stage === null ? <Stopped order={order} /> : null}
          {stage === "scan" ? <ScanStep key={id} {...step} /> : null}
          {stage === "carton" ? <CartonStep key={id} {...step} /> : null}
          {stage === "weigh" ? <WeighStep key={id} {...step} onRecheck={() => void unpack()} /> : null}
          {stage === "waybill" ? <WaybillStep key={id} {...step} /> : null}
          {stage === "print" || stage === "ship" ? <PrintStep key={id} {...step} done={stage === "ship"} /> : null}
          {stage === "ship" ? <ShipStep key={`ship-${id}`} order={order} /> : null}
        </div>
      </div>
    </>
  );
}

const WARNINGS = { fragile: true, liquid: true, battery: true, fresh: true } as const;
type Warned = keyof typeof WARNINGS;
