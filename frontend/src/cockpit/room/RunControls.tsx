import { Button, Text } from "@mantine/core";
import { said } from "@/lib/act";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Pause, Play, Square } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { cockpitApi, type Verb } from "../api";
import { classKey, hear, type HeardClass } from "../classFeed";
import { Confirm } from "../parts/Confirm";
import type { ClassView } from "../types";
import styles from "./room.module.css";

const OFFERED: Record<ClassView["state"], readonly Verb[]> = {
  draft: ["start"],
  ready: ["start"],
  running: ["pause", "end"],
  paused: ["resume", "end"],
  ended: [],
  failed: [],
};
const ICONS = { start: Play, pause: Pause, resume: Play, end: Square } as const;

/** Start, pause, resume, end: for all, each asked once more. */
export function RunControls({ room }: { room: ClassView }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<Verb>("start");
  const [opened, setOpened] = useState(false);
  const control = useMutation({
    mutationFn: (verb: Verb) => cockpitApi.control(room.id, verb),
    onSuccess: (answer, verb) => {
      queries.setQueryData<HeardClass>(classKey(room.id), (now) => {
        // The event may have been heard before the answer: keep whichever is newer.
        const fresh = hear({ ...room, ...answer });
        return now && now.view.seq > fresh.view.seq ? now : fresh;
      });
      void queries.invalidateQueries({ queryKey: ["results", room.id] });
      void queries.invalidateQueries({ queryKey: ["classes"] });
      setOpened(false);
      said(t(`cockpit.controls.done.${verb}`));
    },
  });
  const notReady = room.places.filter((place) => place.state !== "ready").length;
  const ask = (verb: Verb) => {
    control.reset();
    setAsking(verb);
    setOpened(true);
  };
  return (
    <div className={styles["controls"]}>
      {OFFERED[room.state].map((verb) => {
        const Icon = ICONS[verb];
        return (
          <Button
            key={verb}
            leftSection={<Icon size={16} aria-hidden />}
            variant={verb === "end" ? "outline" : verb === "pause" ? "light" : "filled"}
            color={verb === "end" ? "red" : verb === "pause" ? "amber" : "brand"}
            disabled={verb === "start" && room.places.length === 0}
            onClick={() => ask(verb)}
          >
            {t(`cockpit.controls.${verb}`)}
          </Button>
        );
      })}
      <Confirm
        opened={opened}
        title={t(`cockpit.controls.${asking}Ask`, { count: room.places.length })}
        yes={t(`cockpit.controls.${asking}`)}
        danger={asking === "end"}
        busy={control.isPending}
        error={control.error}
        onYes={() => control.mutate(asking)}
        onClose={() => setOpened(false)}
      >
        {t(`cockpit.controls.${asking}Note`)}
        {asking === "start" && notReady > 0 ? (
          <Text c="dimmed" mt="xs">
            {t("cockpit.controls.startWaiting", { count: notReady })}
          </Text>
        ) : null}
      </Confirm>
    </div>
  );
}
