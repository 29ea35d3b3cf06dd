import { Button, Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { FileDown, Truck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, client } from "@/api/client";
import { errorText } from "@/api/errors";
import { attempt, said } from "@/lib/act";
import { money } from "@/lib/money";
import { dayTime } from "@/lib/time";
import { Chip } from "@/ui/Chip";
import { EmptyState } from "@/ui/EmptyState";
import { useSeat } from "../state/seat";
import { useWarehouse } from "./api";
import { BatchPrint } from "./BatchPrint";
import { kilograms } from "./rules";
import classes from "./warehouse.module.css";

/** What was sent, by carrier: listed for the driver's signature, and the lists of before. */
export function HandoverPage() {
  const { t } = useTranslation();
  const api = useWarehouse();
  const { seat, queries } = useSeat();
  const here = { params: { path: { seat: Number(seat) } } };
  const waiting = useQuery({ queryKey: ["warehouse", "handover"], queryFn: api.handover });
  const lists = useQuery({
    queryKey: ["warehouse", "manifests"],
    queryFn: () => answer(client.GET("/api/desk/{seat}/manifests", here)),
  });
  const [busy, setBusy] = useState(false);
  const failed = waiting.error ?? lists.error;
  if (failed) return <EmptyState title={errorText(failed)} />;
  if (!waiting.data || !lists.data) return <Loader m="xl" aria-label={t("common.action.loading")} />;

  const names = new Map(waiting.data.carriers.map((one) => [one.id, one.name]));
  const make = async (carrier_id: number, consignment_ids: number[]) => {
    setBusy(true);
    const made = await attempt(() =>
      answer(client.POST("/api/desk/{seat}/manifests", { ...here, body: { carrier_id, consignment_ids } })),
    );
    setBusy(false);
    if (!made) return;
    said(t("warehouse.handover.made", { no: made.manifest_no, count: consignment_ids.length }));
    await queries.invalidateQueries({ queryKey: ["warehouse"] });
  };
  const groups = waiting.data.carriers.filter((one) => one.parcels.length > 0);
  return (
    <>
      <div className={classes["bar"]}>
        <h2>{t("warehouse.handover.heading")}</h2>
        <span className={classes["muted"]}>{t("warehouse.handover.lead")}</span>
      </div>
      {groups.length === 0 ? (
        <div className={classes["card"]}>
          <EmptyState
            icon={<Truck size={40} aria-hidden />}
            title={t("warehouse.handover.none")}
            text={t("warehouse.handover.noneHint")}
          />
        </div>
      ) : null}
      {groups.map((group) => (
        <section key={group.id} className={classes["card"]} aria-label={group.name}>
          <div className={classes["pair"]}>
            <h3 className={classes["small"]}>{group.name}</h3>
            <Chip tone="amber">{t("warehouse.handover.waiting", { count: group.parcels.length })}</Chip>
            <span className={classes["grow"]} />
            <BatchPrint consignmentIds={group.parcels.map((one) => one.consignment_id)} />
            <Button
              disabled={busy}
              onClick={() => void make(group.id, group.parcels.map((one) => one.consignment_id))}
            >
              {t("warehouse.handover.make")}
            </Button>
          </div>
          <table className={classes["table"]} aria-label={group.name}>
            <thead>
              <tr>
                <th scope="col">{t("warehouse.handover.tracking")}</th>
                <th scope="col">{t("warehouse.queue.order")}</th>
                <th scope="col">{t("warehouse.queue.to")}</th>
                <th scope="col">{t("warehouse.handover.weight")}</th>
                <th scope="col">{t("warehouse.waybill.fee")}</th>
                <th scope="col">{t("warehouse.handover.at")}</th>
              </tr>
            </thead>
            <tbody>
              {group.parcels.map((one) => (
                <tr key={one.consignment_id}>
                  <td className={classes["number"]}>{one.tracking_no}</td>
                  <td className={classes["number"]}>{one.order_no}</td>
                  <td>{one.city}</td>
                  <td>{kilograms(one.weight_g)} kg</td>
                  <td>{money(one.fee_cents)}</td>
                  <td>{dayTime(one.shipped_at)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
      <h3 className={`${classes["small"]} ${classes["below"]}`}>{t("warehouse.handover.list")}</h3>
      {lists.data.items.length === 0 ? (
        <p className={classes["muted"]}>{t("warehouse.handover.noManifest")}</p>
      ) : (
        <ul className={classes["plain"]}>
          {lists.data.items.map((list) => (
            <li key={list.id} className={`${classes["card"]} ${classes["pair"]}`}>
              <b className={classes["number"]}>{list.manifest_no}</b>
              <span>{names.get(list.carrier_id) ?? ""}</span>
              <Chip>{t("warehouse.handover.many", { count: list.parcels })}</Chip>
              <span className={classes["muted"]}>{dayTime(list.made_at)}</span>
              <span className={classes["grow"]} />
              <Button
                size="xs"
                variant="default"
                component="a"
                href={`/api/desk/${seat}/manifests/${list.id}/manifest.pdf`}
                download
                leftSection={<FileDown size={15} aria-hidden />}
              >
                {t("warehouse.handover.pdf")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
