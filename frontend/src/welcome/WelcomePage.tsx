import { useQuery } from "@tanstack/react-query";
import { BadgeCheck, FileSearch, Scale, Users } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { me } from "@/api/people";
import { BrandSign } from "@/ui/BrandMark";
import { LanguageSwitch, ThemeSwitch } from "@/ui/Switches";
import { AloneForm } from "./AloneForm";
import { JoinForm } from "./JoinForm";
import classes from "./welcome.module.css";

type Tab = "alone" | "join";
const LIVE = new Set(["draft", "ready", "running", "paused"]);

function Story() {
  const { t, i18n } = useTranslation();
  return (
    <section className={classes["story"]}>
      <div className={classes["brand"]}>
        <BrandSign size={36} />
        <span>
          {t("common.product.name")} {i18n.language === "en" ? null : <small>{t("common.product.latin")}</small>}
        </span>
      </div>
      <div>
        <h1 className={classes["heading"]}>{t("desk.welcome.heading")}</h1>
        <p className={classes["lead"]}>{t("desk.welcome.lead")}</p>
      </div>
      <div className={classes["scene"]} aria-hidden="true">
        <span className={classes["bubble"]}>{t("desk.welcome.sampleBuyer")}</span>
        <span className={classes["bubble"]} data-mine="">
          {t("desk.welcome.sampleAgent")}
        </span>
        <span className={classes["proof"]}>
          <BadgeCheck size={16} />
          {t("desk.welcome.sampleProof")}
        </span>
      </div>
      <ul className={classes["points"]}>
        <li>
          <FileSearch size={18} aria-hidden />
          {t("desk.welcome.points.records")}
        </li>
        <li>
          <Users size={18} aria-hidden />
          {t("desk.welcome.points.people")}
        </li>
        <li>
          <Scale size={18} aria-hidden />
          {t("desk.welcome.points.score")}
        </li>
      </ul>
    </section>
  );
}

function Again() {
  const { t } = useTranslation();
  const known = useQuery({ queryKey: ["me"], queryFn: me, retry: false });
  const runs = (known.data?.runs ?? []).filter((run) => LIVE.has(run.state)).slice(0, 3);
  if (runs.length === 0) return null;
  return (
    <section className={classes["again"]}>
      <h2>{t("desk.welcome.continue")}</h2>
      {runs.map((run) => (
        <Link key={run.id} className={classes["run"]} href={`/runs/${run.id}`}>
          <span>{run.name}</span>
          <b>{t("desk.welcome.resume")}</b>
        </Link>
      ))}
    </section>
  );
}

/** The first page: practise alone, or join a class. */
export default function WelcomePage({ tab: first = "alone", code = "" }: { tab?: Tab; code?: string }) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<Tab>(first);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const next = tab === "alone" ? "join" : "alone";
    setTab(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div className={classes["page"]}>
      <Story />
      <main className={classes["entry"]}>
        <div className={classes["corner"]}>
          <ThemeSwitch />
          <LanguageSwitch />
        </div>
        <div className={classes["forms"]}>
          <Again />
          <div className={classes["tabs"]} role="tablist" aria-label={t("common.product.name")}>
            {(["alone", "join"] as const).map((name) => (
              <button
                key={name}
                id={`tab-${name}`}
                type="button"
                role="tab"
                className={classes["tab"]}
                aria-selected={tab === name}
                aria-controls="tab-panel"
                tabIndex={tab === name ? 0 : -1}
                onKeyDown={onKeyDown}
                onClick={() => setTab(name)}
              >
                {t(`desk.welcome.${name}`)}
              </button>
            ))}
          </div>
          <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
            {tab === "alone" ? <AloneForm /> : <JoinForm code={code} />}
          </div>
          <p className={classes["foot"]}>{t("desk.welcome.instructor")}</p>
        </div>
      </main>
    </div>
  );
}
