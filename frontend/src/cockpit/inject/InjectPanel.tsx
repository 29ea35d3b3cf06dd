import { Badge, Button, Loader, Select, Text } from "@mantine/core";
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
import { type Chosen, groupsOf, NOTHING, orderOf } from "./kinds";
import { Params } from "./Params";
import { Preview } from "./Preview";
import styles from "./inject.module.css";

/** The words of a kind: what it is called. */
export const kindName = (kind: string): string => wordOf(`cockpit.inject.kinds.${kind}`, "name").replace(/^name$/, kind);

/** What can go wrong in every mall at once: chosen, looked at, then fired. */
export function InjectPanel({ room }: { room: ClassView }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [picked, setPicked] = useState("hub_backlog");
  const [chosen, setChosen] = useState<Chosen>(NOTHING);
  const [asking, setAsking] = useState(false);
  const open = room.state === "running" || room.state === "paused";
  const changes = room.incidents.map((one) => `${one.id}${one.cleared_at ?? ""}`).join();

  const options = useQuery({
    queryKey: ["incident-options", room.id, changes],
    queryFn: () => cockpitApi.incidentOptions(room.id),
    enabled: open,
    placeholderData: (before) => before,
  });
  const kinds = options.data?.kinds ?? [];
  const kind = kinds.find((one) => one.kind === picked) ?? null;
  const order: IncidentOrder | null = kind ? orderOf(kind, chosen) : null;
  const preview = useQuery({
    queryKey: ["incident-preview", room.id, order, changes],
    queryFn: () => (order ? cockpitApi.preview(room.id, order) : Promise.reject(new Error("nothing chosen"))),
    enabled: open && order !== null,
    staleTime: 15_000,
    retry: false,
  });
  const fire = useMutation({
    mutationFn: (what: IncidentOrder) => cockpitApi.fire(room.id, what),
    onSuccess: () => {
      setAsking(false);
      setChosen(NOTHING);
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
      {open ? (
        <>
          {options.error ? <p role="alert">{cockpitErrorText(options.error)}</p> : null}
          {options.data ? (
            <Select
              label={t("cockpit.inject.kindLabel")}
              allowDeselect={false}
              searchable
              withScrollArea={false}
              styles={{ options: { maxHeight: 380, overflowY: "auto" } }}
              value={picked}
              onChange={(value) => {
                setPicked(value ?? picked);
                setChosen(NOTHING);
              }}
              data={groupsOf(kinds).map(({ group, kinds: codes }) => ({
                group: t(`cockpit.inject.groups.${group}`),
                items: codes.map((code) => ({ value: code, label: kindName(code) })),
              }))}
            />
          ) : null}
          {kind ? (
            <p className={styles["about"]}>
              {wordOf(`cockpit.inject.kinds.${kind.kind}`, "why").replace(/^why$/, "")}{" "}
              {kind.force_majeure ? (
                <Badge color="blue" variant="light" size="sm" tt="none">
                  {t("cockpit.inject.force")}
                </Badge>
              ) : null}
            </p>
          ) : null}
          {kind && options.data ? (
            <Params kind={kind} options={options.data} chosen={chosen} onChange={setChosen} />
          ) : null}
          {order && preview.isPending ? (
            <p className={styles["busy"]}>
              <Loader size="xs" aria-hidden /> {t("cockpit.inject.previewing")}
            </p>
          ) : null}
          {preview.error ? <p role="alert" className={styles["none"]}>{cockpitErrorText(preview.error)}</p> : null}
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
      <FiredList room={room} open={open} hubs={options.data?.hubs ?? []} carriers={options.data?.carriers ?? []} />
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
          what: kindName(picked),
          malls: preview.data?.malls ?? 0,
          orders: preview.data?.orders_per_mall ?? 0,
        })}
      </Confirm>
    </aside>
  );
}
