import { comboCaps } from "@/lib/keys";
import classes from "./ui.module.css";

/** A key combination as it is printed on the keys. */
export function Kbd({ combo }: { combo: string }) {
  return (
    <span className={classes["kbd"]}>
      {comboCaps(combo).map((cap) => (
        <kbd key={cap} className={classes["cap"]}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}
