import { Check, House, Store, TriangleAlert, Truck, Undo2 } from "lucide-react";
import { type CSSProperties, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { clockTime, day } from "@/lib/time";
import { wordOf } from "@/lib/words";
import { isGrave, lineOf, shortHub, type Stop, type TrackedParcel } from "./line";
import styles from "./parcel.module.css";

const ENDS: Record<"shop" | "door" | "back", ReactNode> = {
  shop: <Store size={13} aria-hidden />,
  door: <House size={13} aria-hidden />,
  back: <Undo2 size={13} aria-hidden />,
};

function Dot({ stop }: { stop: Stop }) {
  const current = stop.state === "here" || stop.moving;
  return (
    <span className={styles["dot"]} aria-hidden>
      {stop.trouble && (current || stop.kind === "hub") ? (
        <TriangleAlert size={12} strokeWidth={2.6} />
      ) : stop.kind !== "hub" ? (
        ENDS[stop.kind]
      ) : stop.state === "passed" ? (
        <Check size={11} strokeWidth={3.2} />
      ) : null}
    </span>
  );
}

/** Where the parcel has been, is and will be, as the line of a metro: every word of it is also read aloud. */
export function HubLine({ parcel, city, tall = false }: { parcel: TrackedParcel; city: string; tall?: boolean }) {
  const { t } = useTranslation();
  const stops = lineOf(parcel);
  const suffixes = t("parcel.line.hubWords").split("|");
  const dueOf = (stop: Stop) => (stop.kind === "door" && stop.state === "ahead" ? parcel.eta_at : stop.dueAt);
  const nameOf = (stop: Stop) =>
    stop.kind === "hub"
      ? shortHub(stop.name ?? "", suffixes)
      : stop.kind === "door"
        ? city || t("parcel.line.door")
        : t(stop.kind === "shop" ? "parcel.line.shop" : "parcel.line.back");
  return (
    <ol
      className={styles["line"]}
      data-tall={tall || undefined}
      style={{ "--stops": stops.length } as CSSProperties}
      aria-label={t("parcel.line.label")}
    >
      {stops.map((stop) => {
        const current = stop.state === "here" || stop.moving;
        const trouble = stop.trouble && (current || stop.kind === "hub") ? stop.trouble : null;
        const tone = trouble && current ? (isGrave(trouble) ? "red" : "amber") : undefined;
        return (
          <li
            key={stop.key}
            data-state={stop.state}
            data-moving={stop.moving || undefined}
            data-trouble={trouble ? "" : undefined}
            data-tone={tone}
            aria-current={current ? "step" : undefined}
          >
            <Dot stop={stop} />
            {stop.moving ? (
              <span className={styles["truck"]} aria-hidden>
                <Truck size={13} />
              </span>
            ) : null}
            <span className={styles["stopName"]} title={stop.name ?? undefined}>
              {nameOf(stop)}
            </span>
            <span className={styles["stopNote"]}>
              {stop.at ? (
                <time dateTime={stop.at}>
                  <span>{day(stop.at)}</span> <span>{clockTime(stop.at)}</span>
                </time>
              ) : dueOf(stop) ? (
                <time dateTime={dueOf(stop) ?? undefined}>
                  <span>{t("parcel.line.about")}</span> <span>{day(dueOf(stop))}</span>
                </time>
              ) : null}
              {trouble ? (
                <b className={styles["stopTrouble"]}>{wordOf("parcel.trouble", trouble)}</b>
              ) : null}
              <span className="md-hidden">
                {stop.moving ? t("parcel.line.moving") : t(`parcel.line.${stop.state}`)}
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
