import { CloudLightning, PackageOpen } from "lucide-react";
import { useTranslation } from "react-i18next";
import { dayTime } from "@/lib/time";
import { useWords } from "@/lib/words";
import { Chip } from "@/ui/Chip";
import { EmptyState } from "@/ui/EmptyState";
import { useDisruptions } from "../state/chats";
import classes from "./pages.module.css";

/** What operations have announced: which hub, how long, and whether it is force majeure. */
export default function BulletinPage() {
  const { t } = useTranslation();
  const word = useWords();
  const disruptions = useDisruptions();
  return (
    <div className={classes["page"]}>
      <div className={classes["head"]}>
        <h2>{t("desk.bulletin.heading")}</h2>
      </div>
      {disruptions.length === 0 ? (
        <div className={classes["card"]}>
          <EmptyState title={t("desk.bulletin.none")} text={t("desk.bulletin.noneHint")} />
        </div>
      ) : null}
      {disruptions.map((one) => (
        <article key={one.id} className={classes["card"]} style={{ marginBottom: 12, display: "flex", gap: 16 }}>
          {one.kind === "storm" ? (
            <CloudLightning size={28} color="var(--md-blue)" aria-hidden />
          ) : (
            <PackageOpen size={28} color="var(--md-amber)" aria-hidden />
          )}
          <div style={{ flex: 1 }}>
            <h3 className={classes["title"]}>
              {one.hub} · {word("disruption", one.kind)}
            </h3>
            <div className={classes["muted"]}>
              {t("desk.bulletin.until", { from: dayTime(one.from_at), until: dayTime(one.until_at) })}
            </div>
            <p className={classes["body"]} style={{ marginBottom: 0 }}>
              {one.force_majeure ? t("desk.bulletin.fmHint") : t("desk.bulletin.nfmHint")}
            </p>
          </div>
          <div>
            <Chip tone={one.force_majeure ? "blue" : "amber"}>
              {one.force_majeure ? t("desk.bulletin.forceMajeure") : t("desk.bulletin.notForceMajeure")}
            </Chip>
          </div>
        </article>
      ))}
    </div>
  );
}
