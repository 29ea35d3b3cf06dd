import { Container } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useClass } from "../classFeed";
import { Failed, Waiting } from "../parts/states";
import { ResultsView } from "../results/ResultsView";
import { WallView } from "../wall/WallView";
import { ClassHeader } from "./ClassHeader";
import { JoinView } from "./JoinView";
import { useProjector } from "./projector";
import { opening, VIEWS } from "./views";
import styles from "./room.module.css";

export function ClassPage({ id, view: asked }: { id: number; view: string | null }) {
  const { t } = useTranslation();
  const { data, error, refetch, connection } = useClass(id);
  const projector = useProjector((state) => state.on);
  const name = data?.view.name;
  useEffect(() => {
    document.title = name ? `${name} · ${t("cockpit.title")}` : t("cockpit.title");
  }, [name, t]);

  if (!data) {
    return (
      <Container component="main" py="xl" mih="100dvh">
        {error ? <Failed error={error} retry={() => void refetch()} /> : <Waiting />}
      </Container>
    );
  }
  const view = VIEWS.find((one) => one === asked) ?? opening(data.view.state);
  return (
    <div className={styles["page"]} data-projector={projector || undefined}>
      <ClassHeader room={data.view} clock={data.clock} view={view} connection={connection} />
      <main className={styles["main"]}>
        {view === "join" ? <JoinView room={data.view} /> : null}
        {view === "wall" ? <WallView heard={data} /> : null}
        {view === "results" ? <ResultsView room={data.view} /> : null}
      </main>
    </div>
  );
}
