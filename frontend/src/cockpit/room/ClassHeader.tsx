import { ActionIcon, Tooltip } from "@mantine/core";
import { ArrowLeft, Presentation } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { deskNow, type MallClock, useTick } from "@/live/clock";
import type { Connection } from "@/live/socket";
import { stopwatch } from "@/lib/time";
import { LanguageSwitch, ThemeSwitch } from "@/ui/Switches";
import { StateChip } from "../parts/StateChip";
import type { ClassView } from "../types";
import { RunControls } from "./RunControls";
import { useProjector } from "./projector";
import { VIEWS, type View } from "./views";
import styles from "./room.module.css";

function Clock({ clock, duration }: { clock: MallClock; duration: number }) {
  const { t } = useTranslation();
  useTick();
  return (
    <div className={styles["clock"]} data-running={clock.running || undefined} role="timer" aria-label={t("cockpit.clock")}>
      {stopwatch(deskNow(clock))}
      <span className={styles["duration"]}> / {stopwatch(duration)}</span>
    </div>
  );
}

interface Props {
  room: ClassView;
  clock: MallClock;
  view: View;
  connection: Connection;
}

export function ClassHeader({ room, clock, view, connection }: Props) {
  const { t } = useTranslation();
  const projector = useProjector();
  const lost = connection.state === "off";
  return (
    <header className={styles["header"]}>
      <div className={styles["row"]}>
        <ActionIcon component={Link} href="/" variant="subtle" size="lg" aria-label={t("cockpit.back")} title={t("cockpit.back")}>
          <ArrowLeft size={20} aria-hidden />
        </ActionIcon>
        <div className={styles["name"]}>
          <h1>{room.name}</h1>
          <p>
            <StateChip state={room.state} />
            <span className={styles["line"]} data-lost={lost || undefined} role="status">
              {lost ? t("cockpit.live.off") : t("cockpit.live.on")}
            </span>
          </p>
        </div>
        <Clock clock={clock} duration={room.duration_ms} />
        <RunControls room={room} />
        <div className={styles["corner"]}>
          <Tooltip label={projector.on ? t("cockpit.projector.off") : `${t("cockpit.projector.on")}: ${t("cockpit.projector.hint")}`}>
            <ActionIcon
              variant={projector.on ? "filled" : "subtle"}
              size="lg"
              aria-pressed={projector.on}
              aria-label={t("cockpit.projector.on")}
              onClick={projector.toggle}
            >
              <Presentation size={20} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </div>
      <nav className={styles["tabs"]} aria-label={t("cockpit.view.label")}>
        {VIEWS.map((one) => (
          <Link key={one} href={`/${room.id}/${one}`} aria-current={one === view ? "page" : undefined}>
            {t(`cockpit.view.${one}`)}
            {one === "join" ? <span className={styles["tabCount"]}>{room.places.length}</span> : null}
          </Link>
        ))}
      </nav>
    </header>
  );
}
