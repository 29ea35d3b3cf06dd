import { Code } from "@mantine/core";
import { type CSSProperties, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { announce, LiveRegions } from "@/ui/live";
import { Nothing } from "../parts/states";
import type { ClassView, Place } from "../types";
import { scalable } from "./qr";
import { seatNumbers, useProjector } from "./projector";
import styles from "./room.module.css";

/** The letters of a join code, apart and very large; said as one word. */
function JoinCode({ code }: { code: string }) {
  const { t } = useTranslation();
  return (
    <p className={styles["code"]} style={{ "--letters": code.length } as CSSProperties}>
      <span className="md-hidden">{t("cockpit.join.codeSpoken", { code })}</span>
      {[...code].map((letter, index) => (
        // Letters may repeat, their places do not.
        <span key={`${index}${letter}`} aria-hidden>
          {letter}
        </span>
      ))}
    </p>
  );
}

function Network({ room }: { room: ClassView }) {
  const { t } = useTranslation();
  const { network } = room;
  if (!network.open) {
    return (
      <div className={styles["closed"]}>
        <h3>{t("cockpit.join.closedTitle")}</h3>
        <p>{t("cockpit.join.closedText")}</p>
        <Code block fz="md" bg="var(--md-surface)">
          {"HOST=0.0.0.0 make run\n# Windows:\nset HOST=0.0.0.0 && py scripts\\run.py"}
        </Code>
        <p>{t("cockpit.join.closedAfter")}</p>
      </div>
    );
  }
  const [first, ...more] = network.addresses;
  return (
    <div className={styles["network"]}>
      <div>
        <p className={styles["label"]}>{t("cockpit.join.address")}</p>
        <p className={styles["address"]}>{first ?? network.join_url}</p>
        {more.length > 0 ? (
          <p className={styles["more"]}>
            {t("cockpit.join.more")}: {more.join(" · ")}
          </p>
        ) : null}
      </div>
      {network.qr_svg ? (
        <figure className={styles["qr"]}>
          {/* Drawn by our own server from our own address. */}
          <div
            role="img"
            aria-label={t("cockpit.join.qr", { url: network.join_url })}
            dangerouslySetInnerHTML={{ __html: scalable(network.qr_svg) }}
          />
          <figcaption>{t("cockpit.join.scan")}</figcaption>
        </figure>
      ) : null}
    </div>
  );
}

function useArrivals(places: readonly Place[]): void {
  const { t } = useTranslation();
  const known = useRef(new Set(places.map((place) => place.id)));
  useEffect(() => {
    for (const place of places) {
      if (known.current.has(place.id)) continue;
      known.current.add(place.id);
      announce(t("cockpit.join.arrived", { name: place.name }));
    }
  }, [places, t]);
}

function Participants({ places }: { places: readonly Place[] }) {
  const { t } = useTranslation();
  const projector = useProjector((state) => state.on);
  const numbers = seatNumbers(places);
  useArrivals(places);
  return (
    <section className={styles["people"]}>
      <h2>{t("cockpit.join.joined", { count: places.length })}</h2>
      {places.length === 0 ? (
        <Nothing title={t("cockpit.join.nobody")} hint={t("cockpit.join.nobodyHint")} />
      ) : (
        <ol>
          {places.map((place) => (
            <li key={place.id} data-state={place.state}>
              <span className={styles["seat"]}>{numbers.get(place.id)}</span>
              <span className={styles["who"]}>
                {projector ? t("cockpit.projector.seat", { no: numbers.get(place.id) ?? "" }) : place.name}
              </span>
              <span className={styles["placeState"]}>{t(`cockpit.join.place.${place.state}`)}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** What goes on the projector while a class comes in. */
export function JoinView({ room }: { room: ClassView }) {
  const { t } = useTranslation();
  return (
    <div className={styles["join"]}>
      <LiveRegions />
      <section className={styles["poster"]}>
        <h2 className={styles["label"]}>{t("cockpit.join.code")}</h2>
        <JoinCode code={room.join_code} />
        <Network room={room} />
      </section>
      <Participants places={room.places} />
    </div>
  );
}
