import type { ReactNode } from "react";
import classes from "./side.module.css";

/** A titled part of the side panel. */
export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes["section"]}>
      <h3 className={classes["sectionHead"]}>
        <span>{title}</span>
        {aside ? <span>{aside}</span> : null}
      </h3>
      {children}
    </section>
  );
}
