import type { ReactNode } from "react";
import { money } from "@/lib/money";
import styles from "./ui.module.css";

export type Tone = "plain" | "good" | "warn" | "bad" | "info" | "brand";

export function Tag({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`${styles["tag"]} ${tone === "plain" ? "" : styles[tone]}`}>{children}</span>;
}

/** An amount in the shop's price colour, the fraction smaller. */
export function Price({ cents }: { cents: number }) {
  const [whole, fraction] = money(cents).split(".");
  return (
    <span className={styles["price"]}>
      {whole}
      {fraction === "00" ? null : <small>.{fraction}</small>}
    </span>
  );
}

/** A product's picture; `alt` stays empty where its title stands beside it. */
export function Picture({ hash, alt = "", eager = false }: { hash: string | null; alt?: string; eager?: boolean }) {
  if (hash === null) return <span className={styles["picture"]} aria-hidden />;
  return (
    <img
      className={styles["picture"]}
      src={`/api/picture/${hash}`}
      alt={alt}
      width={600}
      height={600}
      decoding="async"
      loading={eager ? "eager" : "lazy"}
      fetchPriority={eager ? "high" : "auto"}
    />
  );
}

export function Skeleton({ height, width = "100%" }: { height: number; width?: number | string }) {
  return <div className={styles["skeleton"]} style={{ height, width }} aria-hidden />;
}

export function Panel({ title, children, aside }: { title?: string; children: ReactNode; aside?: ReactNode }) {
  return (
    <section className={styles["panel"]}>
      {title ? (
        <div style={{ display: "flex", justifyContent: "space-between", alignItems: "start", gap: 12 }}>
          <h2 className={styles["panelTitle"]}>{title}</h2>
          {aside}
        </div>
      ) : null}
      {children}
    </section>
  );
}
