import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { addArea } from "@/i18n";
import { warehouse as english } from "@/i18n/en/warehouse";
import { warehouse as chinese } from "@/i18n/zh-CN/warehouse";
import { useDesk } from "../state/desk";
import { BenchPage } from "./BenchPage";
import { HandoverPage } from "./HandoverPage";
import { QueuePage } from "./QueuePage";
import { useWarehouseRoute } from "./route";
import { WavePage } from "./WavePage";
import classes from "./warehouse.module.css";

// The words of the warehouse come with its pages: a desk without them does not pay for them.
addArea("warehouse", { "zh-CN": chinese, en: english });

/** The warehouse of the mall: what is to be sent, the walk along the shelves, the bench, the handover. */
export default function WarehousePage() {
  const { t } = useTranslation();
  const { here, go } = useWarehouseRoute();
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Enter goes on at every step: held down it must not send an order nobody has looked at.
    const once = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !event.repeat) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const element = root.current;
    element?.addEventListener("keydown", once, true);
    return () => element?.removeEventListener("keydown", once, true);
  }, []);
  useEffect(() => {
    // Esc leaves a wave or the bench; what was scanned and done so far stays.
    const leave = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
      if ("id" in here && useDesk.getState().dialog === null) go({ view: "queue" });
    };
    document.addEventListener("keydown", leave);
    return () => document.removeEventListener("keydown", leave);
  }, [here, go]);
  return (
    <div ref={root} className={classes["warehouse"]}>
      <nav className={classes["tabs"]} aria-label={t("warehouse.tabs.label")}>
        <button
          type="button"
          aria-current={here.view === "handover" ? undefined : "page"}
          onClick={() => go({ view: "queue" })}
        >
          {t("warehouse.tabs.queue")}
        </button>
        <button
          type="button"
          aria-current={here.view === "handover" ? "page" : undefined}
          onClick={() => go({ view: "handover" })}
        >
          {t("warehouse.tabs.handover")}
        </button>
      </nav>
      {here.view === "queue" ? <QueuePage /> : null}
      {here.view === "wave" ? <WavePage key={here.id} id={here.id} /> : null}
      {here.view === "order" ? <BenchPage key={here.id} id={here.id} /> : null}
      {here.view === "handover" ? <HandoverPage /> : null}
    </div>
  );
}
