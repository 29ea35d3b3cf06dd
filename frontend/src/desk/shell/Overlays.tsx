import { Button } from "@mantine/core";
import { Flag, Pause, WifiOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { attempt } from "@/lib/act";
import { useLive, useRun, useRunControl, useSeat } from "../state/seat";
import classes from "./shell.module.css";

/** A dialog begins with the focus on what it asks. */
const focusOnMount = (button: HTMLButtonElement | null) => button?.focus();

/** Over the desk while time stands still, or when it is over. */
export function Overlays() {
  const { t } = useTranslation();
  const { snapshot } = useSeat();
  const run = useRun();
  const control = useRunControl();
  const [, navigate] = useLocation();
  const clock = useLive((state) => state.clock);
  const over = useLive((state) => state.ended) || run?.state === "ended";
  if (over) {
    return (
      <div className={classes["overlay"]} role="dialog" aria-modal="true" aria-label={t("desk.ended.title")}>
        <div className={classes["overlayCard"]}>
          <Flag size={36} color="var(--md-brand)" aria-hidden />
          <h2>{t("desk.ended.title")}</h2>
          <p>{t("desk.ended.text")}</p>
          <Button ref={focusOnMount} onClick={() => navigate(`/runs/${snapshot?.run_id ?? 0}/result`)}>
            {t("desk.ended.see")}
          </Button>
        </div>
      </div>
    );
  }
  if (!clock || clock.running) return null;
  return (
    <div className={classes["overlay"]} data-through="" role="dialog" aria-modal="false" aria-label={t("desk.paused.title")}>
      <div className={classes["overlayCard"]}>
        <Pause size={36} color="var(--md-brand)" aria-hidden />
        <h2>{t("desk.paused.title")}</h2>
        <p>{t("desk.paused.text")}</p>
        {run?.can_control ? (
          <Button ref={focusOnMount} onClick={() => void attempt(() => control("resume"))}>
            {t("desk.paused.resume")}
          </Button>
        ) : (
          <p>{t("desk.paused.wait")}</p>
        )}
      </div>
    </div>
  );
}

/** Says that the connection is lost and that nothing written is. */
export function OfflineBanner() {
  const { t } = useTranslation();
  const off = useLive((state) => state.connection.state === "off");
  if (!off) return null;
  return (
    <div className={classes["banner"]} role="status">
      <WifiOff size={16} aria-hidden />
      {t("common.connection.banner")}
    </div>
  );
}
