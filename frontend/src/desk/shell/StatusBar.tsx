import { CircleHelp, Square } from "lucide-react";
import { useTranslation } from "react-i18next";
import { deskNow, mallNow, useTick } from "@/live/clock";
import { dayTime, stopwatch } from "@/lib/time";
import { Kbd } from "@/ui/Kbd";
import { useKpi } from "../state/chats";
import { useLive, useRun } from "../state/seat";
import { useVerbs } from "../state/verbs";
import classes from "./shell.module.css";

/** Whether the feed is live, in words and a light. */
function ConnectionState() {
  const { t } = useTranslation();
  const connection = useLive((state) => state.connection);
  useTick();
  const words =
    connection.state === "off"
      ? `${t("common.connection.off")} · ${t("common.connection.retryIn", {
          seconds: Math.max(0, Math.ceil((connection.retryAt - Date.now()) / 1000)),
        })}`
      : connection.state === "on"
        ? t("common.connection.on")
        : t("common.connection.connecting");
  return (
    <span className={classes["stat"]} role="status">
      <span className={classes["light"]} data-state={connection.state} aria-hidden />
      {words}
    </span>
  );
}

/** The strip at the bottom: the two clocks, how it is going, the connection, and help. */
export function StatusBar() {
  const { t } = useTranslation();
  useTick();
  const clock = useLive((state) => state.clock);
  const seq = useLive((state) => state.seq);
  const queued = useLive(
    (state) => Object.values(state.views.conversations).filter((one) => one.state === "queued").length,
  );
  const kpi = useKpi();
  const run = useRun();
  const verbs = useVerbs();
  const now = deskNow(clock);
  const first = kpi?.first_reply_ms.mean;
  const left = run && run.duration_ms > now ? run.duration_ms - now : null;
  return (
    <footer className={classes["status"]}>
      <span className={classes["stat"]}>
        {t("desk.status.deskTime")} <b>{stopwatch(now)}</b>
        {left === null ? null : <span>{t("desk.status.left", { time: stopwatch(left) })}</span>}
      </span>
      <span className={`${classes["stat"]} ${classes["hideNarrow"]}`}>
        {t("desk.status.mallTime")} <b>{clock ? dayTime(mallNow(clock)) : "—"}</b>
      </span>
      <span className={classes["stat"]}>
        {t("desk.status.firstReply")}{" "}
        <b>{first === null || first === undefined ? "—" : t("desk.kpi.s", { n: Math.round(first / 1000) })}</b>
      </span>
      <span className={classes["stat"]}>
        {t("desk.status.open")} <b>{kpi?.open ?? 0}</b>
      </span>
      <span className={classes["stat"]}>
        {t("desk.status.waiting")} <b>{queued}</b>
      </span>
      <span className={`${classes["stat"]} ${classes["push"]}`}>
        <ConnectionState />
      </span>
      <span className={`${classes["stat"]} ${classes["hideNarrow"]}`}>{t("desk.status.seq", { n: seq })}</span>
      <button type="button" className={classes["statButton"]} onClick={() => verbs.run("help")}>
        <CircleHelp size={13} aria-hidden />
        {t("desk.status.shortcuts")}
        <Kbd combo="?" />
      </button>
      {run?.can_control ? (
        <button type="button" className={classes["statButton"]} data-danger="" onClick={() => verbs.run("end")}>
          <Square size={11} aria-hidden />
          {t("desk.status.end")}
        </button>
      ) : null}
    </footer>
  );
}
