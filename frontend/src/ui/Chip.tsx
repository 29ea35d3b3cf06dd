import type { ReactNode } from "react";
import classes from "./ui.module.css";

export type Tone = "neutral" | "brand" | "red" | "amber" | "green" | "blue";

/** A small label for a state. The words carry the meaning, the tone only helps. */
export function Chip({ tone = "neutral", children, title }: { tone?: Tone; children: ReactNode; title?: string }) {
  return (
    <span className={classes["chip"]} data-tone={tone} title={title}>
      {children}
    </span>
  );
}
