import { Button, Input, Loader, SegmentedControl, Select, Text } from "@mantine/core";
import { said } from "@/lib/act";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Zap } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { wordOf } from "@/lib/words";
import { cockpitApi } from "../api";
import { classKey } from "../classFeed";
import { Confirm } from "../parts/Confirm";
import { cockpitErrorText } from "../parts/states";
import type { ClassView, IncidentOrder } from "../types";
import { FiredList } from "./FiredList";
import { Preview } from "./Preview";
import styles from "./inject.module.css";

const DAYS = ["1", "2", "3"];
const KIND = "hub_backlog";

/** What can go wrong in every mall at once: chosen, looked at, then fired. */
export function InjectPanel({ room }: { room: ClassView }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [hub, setHub] = useState<string | null>(null);
  const [days, setDays] = useState("2");
  const [asking, setAsking] = useState(false);
  const open = room.state === "running" || room.state === "paused";

  const options = useQuery({
    queryKey: ["incident-options", room.id, room.incidents.length],
    queryFn: () => cockpitApi.incidentOptions(room.id),
    enabled: open,
  });
  const chosen = options.data?.hubs.find((one) => String(one.id) === hub);
  const order: IncidentOrder | null = chosen ? { kind: KIND, hub_id: chosen.id, days: Number(days) } : null;
  const preview = useQuery({
    queryKey: ["incident-preview", room.id, order?.hub_id, order?.days, room.incidents.length],
    queryFn: () => (order ? cockpitApi.preview(room.id, order) : Promise.reject(new Error("nothing chosen"))),
    enabled: open && order !== null,
    staleTime: 15_000,
  });
  const fire = useMutation({
    mutationFn: (what: IncidentOrder) => cockpitApi.fire(room.id, what),
    onSuccess: () => {
      setAsking(false);
      setHub(null);
      said(t("cockpit.inject.fired"));
      void queries.invalidateQueries({ queryKey: classKey(room.id) });
    },
  });
  const nothing = preview.data?.orders_per_mall === 0;

  return (
    <aside className={styles["panel"]} aria-label={t("cockpit.inject.title")}>
      <h2>
        <Zap size={18} aria-hidden />
        {t("cockpit.inject.title")}
      </h2>
      <p className={styles["about"]}>
        <b>{wordOf("cockpit.inject.kind", KIND)}</b> {t("cockpit.inject.about")}
      </p>
      {open ? (
        <>
          <Select
            label={t("cockpit.inject.hub")}
            placeholder={t("cockpit.inject.hubAny")}
            value={hub}
            onChange={setHub}
            error={options.error ? cockpitErrorText(options.error) : null}
            data={(options.data?.hubs ?? []).map((one) => ({
              value: String(one.id),
              label: t("cockpit.inject.hubOrders", { name: one.name, count: one.orders }),
              disabled: one.orders === 0,
            }))}
          />
          <Input.Wrapper label={t("cockpit.inject.days")} labelElement="div" labelProps={{ id: "incident-days" }}>
            <SegmentedControl
              fullWidth
              bg="var(--md-hover)"
              value={days}
              onChange={setDays}
              aria-labelledby="incident-days"
              data={DAYS.map((count) => ({ value: count, label: t("cockpit.inject.daysOption", { count: Number(count) }) }))}
            />
          </Input.Wrapper>
          {order && preview.isPending ? (
            <p className={styles["busy"]}>
              <Loader size="xs" aria-hidden /> {t("cockpit.inject.previewing")}
            </p>
          ) : null}
          {preview.error ? <p role="alert">{cockpitErrorText(preview.error)}</p> : null}
          {order && preview.data ? <Preview preview={preview.data} /> : null}
          <Button
            color="red"
            fullWidth
            disabled={!order || !preview.data || nothing}
            onClick={() => {
              fire.reset();
              setAsking(true);
            }}
          >
            {t("cockpit.inject.fire")}
          </Button>
        </>
      ) : (
        <Text c="dimmed" size="sm">
          {t("cockpit.inject.notRunning")}
        </Text>
      )}
      <FiredList incidents={room.incidents} />
      <Confirm
        opened={asking}
        title={t("cockpit.inject.fireAsk")}
        yes={t("cockpit.inject.fire")}
        danger
        busy={fire.isPending}
        error={fire.error}
        onYes={() => order && fire.mutate(order)}
        onClose={() => setAsking(false)}
      >
        {t("cockpit.inject.fireNote", {
          hub: chosen?.name ?? "",
          days,
          malls: preview.data?.malls ?? 0,
          orders: preview.data?.orders_per_mall ?? 0,
        })}
      </Confirm>
    </aside>
  );
}
