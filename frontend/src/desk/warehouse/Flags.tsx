import { BatteryCharging, Droplets, Snowflake, Wine } from "lucide-react";
import type { ReactNode } from "react";
import { wordOf } from "@/lib/words";
import { Chip, type Tone } from "@/ui/Chip";
import classes from "./warehouse.module.css";

const MARKS: Record<string, [ReactNode, Tone]> = {
  fragile: [<Wine key="fragile" size={12} aria-hidden />, "red"],
  liquid: [<Droplets key="liquid" size={12} aria-hidden />, "blue"],
  battery: [<BatteryCharging key="battery" size={12} aria-hidden />, "amber"],
  fresh: [<Snowflake key="fresh" size={12} aria-hidden />, "blue"],
};

/** What a packer must mind about goods, in words and with a sign. */
export function Flags({ flags }: { flags: readonly string[] }) {
  return (
    <span className={classes["flags"]}>
      {flags
        .filter((flag) => flag in MARKS)
        .map((flag) => (
          <Chip key={flag} tone={MARKS[flag]?.[1] ?? "neutral"}>
            {MARKS[flag]?.[0]}
            {wordOf("warehouse.flag", flag)}
          </Chip>
        ))}
    </span>
  );
}
