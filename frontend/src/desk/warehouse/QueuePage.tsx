import { Button, Group, Loader } from "@mantine/core";
import { PackageCheck } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "@/api/errors";
import { attempt } from "@/lib/act";
import { Chip } from "@/ui/Chip";
import { EmptyState } from "@/ui/EmptyState";
import { Kbd } from "@/ui/Kbd";
import { useQueue, useWarehouse } from "./api";
import { Keeper } from "./Keeper";
import { OrderRow } from "./OrderRow";
import { useWarehouseRoute } from "./route";
import { atBench, firstToPick, pickable } from "./rules";
import classes from "./warehouse.module.css";

const STEPS: Record<string, number> = { ArrowDown: 1, KeyJ: 1, ArrowUp: -1, KeyK: -1 };

/** Orders to send, the most urgent first: chosen by keyboard, picked together. */
export function QueuePage() {
  const { t } = useTranslation();
  const api = useWarehouse();
  const { go } = useWarehouseRoute();
  const { data: queue, error, refetch, hasNextPage, fetchNextPage } = useQueue();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [busy, setBusy] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const by = queue?.by;
  useEffect(() => {
    if (by === "trainee") list.current?.querySelector<HTMLElement>("[data-order]")?.focus();
  }, [by]);

  if (error) {
    return (
      <EmptyState title={errorText(error)}>
        <Button variant="default" onClick={() => void refetch()}>
          {t("common.action.retry")}
        </Button>
      </EmptyState>
    );
  }
  if (!queue) return <Loader m="xl" aria-label={t("common.action.loading")} />;

  const ours = queue.by === "trainee";
  const selected = queue.items.filter((row) => chosen.has(row.id) && pickable(row)).map((row) => row.id);
  const toggle = (id: number) =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const pickTen = () => setChosen(new Set(firstToPick(queue.items, 10)));
  const makeWave = async () => {
    if (selected.length === 0 || busy) return;
    setBusy(true);
    const wave = await attempt(() => api.makeWave(selected));
    setBusy(false);
    if (wave) go({ view: "wave", id: wave.id });
  };
  const open = (id: number) => {
    const row = queue.items.find((one) => one.id === id);
    if (!row) return;
    if (row.step === "to_pick" && row.wave_id !== null) go({ view: "wave", id: row.wave_id });
    else if (atBench(row)) go({ view: "order", id });
    else if (pickable(row)) toggle(id);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-order]") ?? [])];
    const at = rows.findIndex((row) => row === document.activeElement);
    const step = STEPS[event.code];
    const id = Number(rows[at]?.dataset["order"] ?? 0);
    if (step) rows[Math.min(rows.length - 1, Math.max(0, at + step))]?.focus();
    else if ((event.code === "Space" || event.code === "KeyX") && id) toggle(id);
    else if (event.code === "KeyA" && ours) pickTen();
    else if (event.code === "Enter" && at >= 0) {
      if (selected.length > 0) void makeWave();
      else open(id);
    } else return;
    event.preventDefault();
  };

  return (
    <>
      <Keeper by={queue.by} />
      <div className={classes["bar"]}>
        <h2>{t("warehouse.queue.heading")}</h2>
        <Chip>{t("warehouse.queue.all", { n: queue.counts["all"] ?? 0 })}</Chip>
        {queue.counts["late"] ? <Chip tone="red">{t("warehouse.queue.late", { n: queue.counts["late"] })}</Chip> : null}
        {queue.counts["soon"] ? <Chip tone="amber">{t("warehouse.queue.soon", { n: queue.counts["soon"] })}</Chip> : null}
        <span className={classes["grow"]} />
        {selected.length > 0 ? (
          <>
            <span className={classes["muted"]}>{t("warehouse.queue.selected", { n: selected.length })}</span>
            <Button variant="subtle" onClick={() => setChosen(new Set())}>
              {t("warehouse.queue.clear")}
            </Button>
          </>
        ) : null}
        <Button variant="default" disabled={!ours} rightSection={<Kbd combo="KeyA" />} onClick={pickTen}>
          {t("warehouse.queue.pickTen")}
        </Button>
        <Button
          disabled={!ours || selected.length === 0 || busy}
          rightSection={<Kbd combo="Enter" />}
          onClick={() => void makeWave()}
        >
          {t("warehouse.queue.makeWave")}
        </Button>
      </div>
      {queue.waves.length > 0 ? (
        <Group gap="xs" mb="sm" aria-label={t("warehouse.queue.openWaves")} role="group">
          {queue.waves.map((wave) => (
            <Button key={wave.id} size="xs" variant="light" onClick={() => go({ view: "wave", id: wave.id })}>
              {t("warehouse.queue.wave", { ...wave })}
            </Button>
          ))}
        </Group>
      ) : null}
      {queue.items.length === 0 ? (
        <div className={classes["card"]}>
          <EmptyState
            icon={<PackageCheck size={40} aria-hidden />}
            title={t("warehouse.queue.empty")}
            text={t("warehouse.queue.emptyHint")}
          />
        </div>
      ) : (
        // Keys work on the rows inside, which are the things that take the focus.
        // eslint-disable-next-line jsx-a11y/no-static-element-interactions
        <div ref={list} className={classes["queue"]} onKeyDown={onKeyDown}>
          <div className={classes["queueHead"]} aria-hidden>
            <span />
            <span>{t("warehouse.queue.order")}</span>
            <span>{t("warehouse.queue.goods")}</span>
            <span>{t("warehouse.queue.to")}</span>
            <span>{t("warehouse.queue.deadline")}</span>
            <span>{t("warehouse.queue.step")}</span>
          </div>
          <ul className={classes["rows"]} aria-label={t("warehouse.queue.list")}>
            {queue.items.map((row, number) => (
              <OrderRow
                key={row.id}
                row={row}
                first={number === 0}
                chosen={chosen.has(row.id) && pickable(row)}
                choosable={ours && pickable(row)}
                onOpen={() => open(row.id)}
              />
            ))}
          </ul>
          {hasNextPage ? (
            <Button fullWidth variant="subtle" radius={0} onClick={() => void fetchNextPage()}>
              {t("common.action.more")}
            </Button>
          ) : null}
        </div>
      )}
      <p className={classes["keys"]}>
        <span>
          <Kbd combo="ArrowUp" /> <Kbd combo="ArrowDown" /> {t("warehouse.queue.move")}
        </span>
        <span>
          <Kbd combo="Space" /> {t("warehouse.queue.choose")}
        </span>
        <span>
          <Kbd combo="Enter" /> {t("warehouse.queue.go")}
        </span>
      </p>
    </>
  );
}
