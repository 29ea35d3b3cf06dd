import type { ReactNode } from "react";
import classes from "./ui.module.css";

interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  text?: string;
  children?: ReactNode;
}

/** What a list says when there is nothing in it, and what to do about that. */
export function EmptyState({ icon, title, text, children }: EmptyStateProps) {
  return (
    <div className={classes["empty"]}>
      {icon}
      <p className={classes["emptyTitle"]}>{title}</p>
      {text ? <p className={classes["emptyText"]}>{text}</p> : null}
      {children}
    </div>
  );
}
