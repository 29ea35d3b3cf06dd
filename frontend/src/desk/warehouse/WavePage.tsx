import { Button, Loader } from "@mantine/core";
import { ArrowLeft, Check } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "@/api/errors";
import { wordOf } from "@/lib/words";
import { Chip } from "@/ui/Chip";
import { EmptyState } from "@/ui/EmptyState";
import { Kbd } from "@/ui/Kbd";
import { useSeat } from "../state/seat";
import { type PickLine, useWarehouse, useWave, type Wave } from "./api";
import { Flags } from "./Flags";
import { useWarehouseRoute } from "./route";
import { nextToPick } from "./rules";
import { ScanField } from "./ScanField";
import classes from "./warehouse.module.css";

function Line({ line, marked }: { line: PickLine; marked: boolean }) {
  const row = useRef<HTMLTableRowElement>(null);
  const done = line.picked >= line.wanted;
  useEffect(() => {
    if (marked) row.current?.scrollIntoView({ block: "nearest" });
  }, [marked]);
  return (
    <tr ref={row} data-done={done} aria-current={marked ? "step" : undefined}>
      <td className={classes["shelf"]}>{line.location}</td>
      <td>
        <span className={classes["goods"]}>
          <img src={`/api/picture/${line.picture}.svg`} alt="" width={34} height={34} />
          <span className={classes["two"]}>
            <span className={classes["clip"]}>{line.title}</span>
            <span className={classes["muted"]}>
              {Object.values(line.options).join(" · ")} <Flags flags={line.flags} />
            </span>
          </span>
        </span>
      </td>
      <td className={classes["code"]}>
        {line.sku}
        <span className={classes["muted"]}>{line.barcode}</span>
      </td>
      <td className={classes["count"]}>
        {done ? <Check size={15} aria-hidden /> : null} {line.picked}/{line.wanted}
      </td>
    </tr>
  );
}

/** A wave: the pick list in the order of the walk, and the scanner. */
export function WavePage({ id }: { id: number }) {
  const { t } = useTranslation();
  const api = useWarehouse();
  const { queries } = useSeat();
  const { go } = useWarehouseRoute();
  const { data: wave, error } = useWave(id);
  if (error) return <EmptyState title={errorText(error)} />;
  if (!wave) return <Loader m="xl" aria-label={t("common.action.loading")} />;

  const key = ["warehouse", "wave", id];
  const next = () => nextToPick(queries.getQueryData<Wave>(key)?.lines ?? []);
  const scan = async (code: string) => {
    const after = await api.pick(id, code);
    queries.setQueryData(key, after);
    void queries.invalidateQueries({ queryKey: ["warehouse", "queue"] });
    return t("warehouse.wave.scanned", { sku: after.scanned?.sku ?? code });
  };
  const wanted = wave.lines.reduce((sum, line) => sum + line.wanted, 0);
  const picked = wave.lines.reduce((sum, line) => sum + line.picked, 0);
  const marked = nextToPick(wave.lines);
  const toBench = () => {
    // Asked of what is known now: Enter may come before this page has been drawn again.
    const first = queries.getQueryData<Wave>(key)?.orders.find((order) => order.step === "picked");
    go(first ? { view: "order", id: first.id } : { view: "queue" });
  };
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
        <h2>{t("warehouse.wave.heading", { id })}</h2>
        <Chip tone={picked === wanted ? "green" : "blue"}>{t("warehouse.wave.progress", { picked, wanted })}</Chip>
        <span className={classes["grow"]} />
        <progress className={classes["progress"]} max={wanted} value={picked} aria-label={t("warehouse.wave.progress", { picked, wanted })} />
      </div>
      <div className={classes["split"]}>
        <table className={classes["table"]} aria-label={t("warehouse.wave.list")}>
          <thead>
            <tr>
              <th scope="col">{t("warehouse.wave.location")}</th>
              <th scope="col">{t("warehouse.wave.article")}</th>
              <th scope="col">{t("warehouse.wave.sku")}</th>
              <th scope="col">{t("warehouse.wave.count")}</th>
            </tr>
          </thead>
          <tbody>
            {wave.lines.map((line) => (
              <Line key={line.variant_id} line={line} marked={line === marked} />
            ))}
          </tbody>
        </table>
        <aside className={classes["card"]}>
          {marked ? (
            <p className={classes["nextShelf"]}>
              <span className={classes["muted"]}>{t("warehouse.wave.location")}</span>
              <b>{marked.location}</b>
              <span className={classes["clip"]}>{marked.title}</span>
            </p>
          ) : (
            <div className={classes["doneNote"]} role="status">
              <Check size={22} aria-hidden />
              <div>
                <b>{t("warehouse.wave.done")}</b>
                <p>{t("warehouse.wave.doneHint", { n: wave.orders.filter((one) => one.step === "picked").length })}</p>
              </div>
            </div>
          )}
          <ScanField
            label={t("warehouse.wave.scan")}
            hint={t("warehouse.wave.scanHint")}
            marked={marked?.sku ?? null}
            next={() => next()?.barcode ?? null}
            onDone={toBench}
            onScan={scan}
          />
          {marked ? null : (
            <Button fullWidth rightSection={<Kbd combo="Enter" />} onClick={toBench}>
              {t("warehouse.wave.toBench")}
            </Button>
          )}
          <h3 className={classes["small"]}>{t("warehouse.wave.orders")}</h3>
          <ul className={classes["plain"]}>
            {wave.orders.map((order) => (
              <li key={order.id} className={classes["pair"]}>
                <span className={classes["number"]}>{order.order_no}</span>
                <Chip>{wordOf("warehouse.step", order.step)}</Chip>
              </li>
            ))}
          </ul>
        </aside>
      </div>
    </>
  );
}
