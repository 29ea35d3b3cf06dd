import { Button, Loader } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CheckCircle2, Circle, MessageCircleReply, SearchCheck, Truck, Wallet, ClipboardCheck } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { errorText } from "@/api/errors";
import { controlRun, job, run as fetchRun, type RunView } from "@/api/people";
import { attempt } from "@/lib/act";
import { BrandMark } from "@/ui/BrandMark";
import { Chip } from "@/ui/Chip";
import { EmptyState } from "@/ui/EmptyState";
import { LanguageSwitch, ThemeSwitch } from "@/ui/Switches";
import { KeysCard } from "./KeysCard";
import classes from "./welcome.module.css";

const STEPS = ["catalogue", "shoppers", "orders", "cases"] as const;

/** The mall is being made: how far it is, in the terms of the trade. */
function Making({ run }: { run: RunView }) {
  const { t } = useTranslation();
  const jobId = run.place?.job_id ?? null;
  const made = useQuery({
    queryKey: ["job", jobId],
    queryFn: () => job(jobId ?? ""),
    enabled: jobId !== null,
    refetchInterval: 500,
    staleTime: 0,
  }).data;
  const failed = made?.state === "failed" || run.place?.state === "failed" || run.state === "failed";
  const progress = Math.min(100, Math.max(4, made?.progress ?? 4));
  if (failed) {
    return (
      <div>
        <h1>{t("desk.making.failed")}</h1>
        <p className={classes["hint"]}>{t("desk.making.failedHint")}</p>
        <p>
          <Link href="/">{t("common.action.back")}</Link>
        </p>
      </div>
    );
  }
  return (
    <div>
      <h1>{run.kind === "class" ? t("desk.making.headingClass") : t("desk.making.heading")}</h1>
      <p className={classes["hint"]}>{t("desk.making.note")}</p>
      <ul className={classes["steps"]}>
        {STEPS.map((step, index) => {
          const done = progress >= ((index + 1) * 100) / (STEPS.length + 0.2);
          return (
            <li key={step} {...(done ? { "data-done": "" } : {})}>
              {done ? <CheckCircle2 size={18} aria-hidden /> : <Circle size={18} aria-hidden />}
              {t(`desk.making.steps.${step}`)}
            </li>
          );
        })}
      </ul>
      <div
        className={classes["progress"]}
        role="progressbar"
        aria-label={t("desk.making.heading")}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(progress)}
      >
        <div style={{ width: `${progress}%` }} />
      </div>
    </div>
  );
}

const EXPECTS: readonly { name: "first" | "check" | "act" | "money" | "close"; icon: ReactNode }[] = [
  { name: "first", icon: <MessageCircleReply size={18} aria-hidden /> },
  { name: "check", icon: <SearchCheck size={18} aria-hidden /> },
  { name: "act", icon: <Truck size={18} aria-hidden /> },
  { name: "money", icon: <Wallet size={18} aria-hidden /> },
  { name: "close", icon: <ClipboardCheck size={18} aria-hidden /> },
];

/** The mall is ready: what will happen, what counts, and the button that starts the clock. */
function Ready({ run }: { run: RunView }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    const next = await attempt(() => controlRun(run.id, "start"));
    setBusy(false);
    if (next) queries.setQueryData(["run", String(run.id)], next);
  };
  return (
    <div>
      <h1>{t("desk.start.heading")}</h1>
      <p className={classes["hint"]}>
        {t("desk.start.about", { minutes: Math.round(run.duration_ms / 60_000), cases: run.cases_total })}
      </p>
      <ul className={classes["steps"]}>
        {EXPECTS.map(({ name, icon }) => (
          <li key={name} data-done="">
            {icon}
            {t(`desk.start.expects.${name}`)}
          </li>
        ))}
      </ul>
      {run.can_control ? (
        <Button size="lg" disabled={busy} onClick={() => void start()}>
          {busy ? t("desk.start.starting") : t("desk.start.go")}
        </Button>
      ) : (
        <div role="status">
          <Chip tone="amber">{t("desk.start.waitTeacher")}</Chip>
          <p className={classes["hint"]}>{t("desk.start.waitTeacherHint")}</p>
        </div>
      )}
      {run.place?.name ? (
        <div className={classes["facts"]}>
          <Chip>{t("desk.start.place", { name: run.place.name })}</Chip>
        </div>
      ) : null}
    </div>
  );
}

/** A run from its making to its desk; opens the desk by itself when the clock runs. */
export default function RunPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const query = useQuery({
    queryKey: ["run", id],
    queryFn: () => fetchRun(id),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.state === "ended" ? false : 1200),
  });
  const run = query.data;
  const seat = run?.seat_id ?? null;
  const going = run?.state === "running" || run?.state === "paused";
  useEffect(() => {
    if (going && seat !== null) navigate(`/desk/${seat}`, { replace: true });
  }, [going, seat, navigate]);
  return (
    <div className={classes["narrow"]}>
      <header className={classes["top"]}>
        <Link href="/" style={{ textDecoration: "none" }}>
          <BrandMark />
        </Link>
        <span>
          <ThemeSwitch />
          <LanguageSwitch />
        </span>
      </header>
      <main className={classes["middle"]}>
        {query.error && !run ? (
          <EmptyState title={errorText(query.error)}>
            <Link href="/">{t("common.action.back")}</Link>
          </EmptyState>
        ) : !run || going ? (
          <Loader aria-label={t("common.action.loading")} />
        ) : run.state === "ended" ? (
          <EmptyState title={t("desk.start.ended")}>
            <Button component={Link} href={`/runs/${id}/result`}>
              {t("desk.start.seeResult")}
            </Button>
          </EmptyState>
        ) : run.place?.state === "ready" || run.state === "ready" ? (
          <Ready run={run} />
        ) : (
          <Making run={run} />
        )}
        <KeysCard />
      </main>
    </div>
  );
}
