import { Button } from "@mantine/core";
import { Bot, Hand } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { attempt, said } from "@/lib/act";
import { useSeat } from "../state/seat";
import { useWarehouse } from "./api";
import classes from "./warehouse.module.css";

/** Who keeps the warehouse, and the switch: the automatic one, or the trainee. */
export function Keeper({ by }: { by: string }) {
  const { t } = useTranslation();
  const api = useWarehouse();
  const { queries } = useSeat();
  const take = useRef<HTMLButtonElement>(null);
  const keep = async (next: "automatic" | "trainee") => {
    const done = await attempt(() => api.keep(next));
    if (!done) return;
    said(t(next === "trainee" ? "warehouse.keeper.taken" : "warehouse.keeper.given"));
    await queries.invalidateQueries({ queryKey: ["warehouse"] });
  };
  useEffect(() => take.current?.focus(), [by]);
  if (by === "trainee") {
    return (
      <div className={classes["kept"]}>
        <Hand size={16} aria-hidden />
        <span>{t("warehouse.keeper.trainee")}</span>
        <Button size="compact-xs" variant="subtle" onClick={() => void keep("automatic")}>
          {t("warehouse.keeper.give")}
        </Button>
      </div>
    );
  }
  return (
    <section className={classes["automatic"]}>
      <Bot size={28} aria-hidden />
      <div className={classes["grow"]}>
        <strong>{t("warehouse.keeper.automatic")}</strong>
        <p>{t("warehouse.keeper.automaticHint")}</p>
      </div>
      <Button ref={take} onClick={() => void keep("trainee")}>
        {t("warehouse.keeper.take")}
      </Button>
    </section>
  );
}
