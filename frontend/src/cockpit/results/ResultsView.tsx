import { Button, Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { dayTime } from "@/lib/time";
import { cockpitApi } from "../api";
import { Failed, Nothing, Waiting } from "../parts/states";
import type { ClassView } from "../types";
import { ResultsTable } from "./ResultsTable";
import styles from "./results.module.css";

const AGAIN_MS = 2000;

/** The class's results: there once the run has ended and every mall is scored. */
export function ResultsView({ room }: { room: ClassView }) {
  const { t } = useTranslation();
  const ended = room.state === "ended";
  const { data, error, refetch } = useQuery({
    queryKey: ["results", room.id],
    queryFn: () => cockpitApi.results(room.id),
    enabled: ended,
    refetchInterval: (query) => (query.state.data && query.state.data.computed_at === null ? AGAIN_MS : false),
  });
  if (!ended) return <Nothing title={t("cockpit.results.notYet")} hint={t("cockpit.results.notYetHint")} />;
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting />;
  return (
    <section className={styles["frame"]}>
      <div className={styles["top"]}>
        <h2>{t("cockpit.results.title")}</h2>
        {data.computed_at ? (
          <p>{t("cockpit.results.computed", { date: dayTime(data.computed_at) })}</p>
        ) : (
          <p role="status">
            <Loader size="xs" aria-hidden /> {t("cockpit.results.computing")}
          </p>
        )}
        {data.rows.length > 0 ? (
          <Button
            component="a"
            href={cockpitApi.sheetUrl(room.id)}
            download
            variant="default"
            leftSection={<Download size={16} aria-hidden />}
          >
            {t("cockpit.results.download")}
          </Button>
        ) : null}
      </div>
      {data.rows.length === 0 ? (
        <Nothing title={t("cockpit.results.none")} hint={t("cockpit.results.noneHint")} />
      ) : (
        <ResultsTable room={room} rows={data.rows} />
      )}
    </section>
  );
}
