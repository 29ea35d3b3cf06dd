import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { said } from "@/lib/act";
import { clockTime } from "@/lib/time";
import { cockpitApi } from "../api";
import { classKey } from "../classFeed";
import { Confirm } from "../parts/Confirm";
import type { ClassView, Incident, IncidentOptions } from "../types";
import { kindName } from "./InjectPanel";
import styles from "./inject.module.css";

type Choices = IncidentOptions["hubs"];

interface Props {
  room: ClassView;
  open: boolean;
  hubs: Choices;
  carriers: Choices;
}

const named = (choices: Choices, id: unknown, name: unknown): string =>
  typeof name === "string" ? name : (choices.find((one) => one.id === id)?.name ?? "");

/** What was fired so far, newest first; what can be ended is ended here. */
export function FiredList({ room, open, hubs, carriers }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [ending, setEnding] = useState<Incident | null>(null);
  const clear = useMutation({
    mutationFn: (incident: Incident) => cockpitApi.clearIncident(room.id, incident.id),
    onSuccess: () => {
      setEnding(null);
      said(t("cockpit.inject.clearedNow"));
      void queries.invalidateQueries({ queryKey: classKey(room.id) });
    },
  });
  const factsOf = ({ params }: Incident): string =>
    [
      named(hubs, params["hub_id"], params["hub_name"] ?? params["hub"]),
      named(carriers, params["carrier_id"], params["carrier_name"] ?? params["carrier"]),
      typeof params["days"] === "number" ? t("cockpit.inject.daysOf", { count: params["days"] }) : "",
    ]
      .filter(Boolean)
      .join(" · ");
  return (
    <div className={styles["history"]}>
      <h3>{t("cockpit.inject.history")}</h3>
      {room.incidents.length === 0 ? <p className={styles["small"]}>{t("cockpit.inject.historyNone")}</p> : null}
      <ol>
        {[...room.incidents]
          .sort((a, b) => b.id - a.id)
          .map((incident) => (
            <li key={incident.id} data-over={incident.cleared_at ? "" : undefined}>
              <b>{kindName(incident.kind)}</b>
              <span>{factsOf(incident)}</span>
              <span className={styles["small"]}>
                {clockTime(incident.fired_at)} · {t("cockpit.inject.historyHits", { count: incident.orders_hit })}
                {incident.cleared_at
                  ? ` · ${t("cockpit.inject.clearedAt", { time: clockTime(incident.cleared_at) })}`
                  : incident.clears
                    ? ` · ${t("cockpit.inject.active")}`
                    : ""}
              </span>
              {open && incident.clears && !incident.cleared_at ? (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={t("cockpit.inject.clearOf", { what: kindName(incident.kind) })}
                  onClick={() => {
                    clear.reset();
                    setEnding(incident);
                  }}
                >
                  {t("cockpit.inject.clear")}
                </Button>
              ) : null}
            </li>
          ))}
      </ol>
      <Confirm
        opened={ending !== null}
        title={t("cockpit.inject.clearAsk", { what: ending ? kindName(ending.kind) : "" })}
        yes={t("cockpit.inject.clear")}
        busy={clear.isPending}
        error={clear.error}
        onYes={() => ending && clear.mutate(ending)}
        onClose={() => setEnding(null)}
      >
        {t("cockpit.inject.clearNote")}
      </Confirm>
    </div>
  );
}
