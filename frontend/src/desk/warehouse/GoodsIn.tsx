import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Chip } from "@/ui/Chip";
import type { BenchLine } from "./api";
import { Flags } from "./Flags";
import { nextToPack } from "./rules";
import classes from "./warehouse.module.css";

/** The goods of an order: which must be in the carton, and which are. */
export function GoodsIn({ lines, open }: { lines: readonly BenchLine[]; open: boolean }) {
  const { t } = useTranslation();
  const of = lines.reduce((sum, line) => sum + line.wanted, 0);
  const n = lines.reduce((sum, line) => sum + line.scanned, 0);
  const marked = open ? nextToPack(lines) : null;
  return (
    <section className={classes["card"]} aria-label={t("warehouse.bench.goods")}>
      <div className={classes["pair"]}>
        <h3 className={classes["small"]}>{t("warehouse.bench.goods")}</h3>
        <Chip tone={n === of ? "green" : "blue"}>
          {n === of ? t("warehouse.bench.allIn") : t("warehouse.bench.scanned", { n, of })}
        </Chip>
      </div>
      <ul className={classes["plain"]}>
        {lines.map((line) => (
          <li
            key={line.variant_id}
            className={classes["unit"]}
            data-done={line.scanned >= line.wanted}
            aria-current={line === marked ? "step" : undefined}
          >
            <img src={`/api/picture/${line.picture}.svg`} alt="" width={44} height={44} />
            <span className={classes["two"]}>
              <span className={classes["wrap"]}>{line.title}</span>
              <span className={classes["muted"]}>
                {Object.values(line.options).join(" · ")} {line.sku} · {line.weight_g} g · {line.size_mm.join("×")} mm{" "}
                <Flags flags={line.flags} />
              </span>
            </span>
            <span className={classes["count"]}>
              {line.scanned >= line.wanted ? <Check size={16} aria-hidden /> : null} {line.scanned}/{line.wanted}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
