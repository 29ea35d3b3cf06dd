import { Button, Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Printer } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { ApiError, errorText } from "@/api/errors";
import { placeResult, runResult } from "@/api/people";
import type { CaseResult, RunResult } from "@/api/result";
import { dayTime } from "@/lib/time";
import { wordOf } from "@/lib/words";
import { Avatar } from "@/ui/Avatar";
import { BrandMark } from "@/ui/BrandMark";
import { EmptyState } from "@/ui/EmptyState";
import { LanguageSwitch, ThemeSwitch } from "@/ui/Switches";
import { CaseDetail } from "./CaseDetail";
import { levelOf } from "./level";
import { Summary } from "./Summary";
import classes from "./result.module.css";

interface ResultPageProps {
  runId?: string;
  classId?: string;
  placeId?: string;
}

const RETRY = new Set(["result_not_ready", "not_ready", "run_not_ended"]);

function CaseList({ result, open, onOpen }: { result: RunResult; open: string; onOpen(code: string): void }) {
  const { t } = useTranslation();
  return (
    <ul className={classes["cases"]} aria-label={t("result.cases")}>
      {result.cases.map((one) => (
        <li key={one.code}>
          <button
            type="button"
            className={classes["case"]}
            aria-current={one.code === open}
            onClick={() => onOpen(one.code)}
          >
            <Avatar name={one.shopper.name || one.shopper.nick || "?"} hue={one.shopper.hue} />
            <span style={{ minWidth: 0 }}>
              <span className={classes["clip"]} style={{ fontWeight: 620 }}>
                {one.shopper.nick || one.code}
              </span>
              <span className={`${classes["muted"]} ${classes["clip"]}`}>
                {one.blocks.length > 0 ? wordOf("result.truth", one.truth) : wordOf("result.outcome", one.outcome)}
              </span>
            </span>
            {one.score === null ? (
              <span className={classes["muted"]}>{t("result.unscored")}</span>
            ) : (
              <span className={classes["caseScore"]} data-level={levelOf(one.score)}>
                {Math.round(one.score)}
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What to look at first: of the cases in which something was said, the one with the lowest score. */
function toOpen(cases: CaseResult[]): CaseResult | undefined {
  const scored = cases.filter((one) => one.score !== null).sort((a, b) => (a.score ?? 0) - (b.score ?? 0));
  return scored.find((one) => one.transcript.some((line) => line.author_kind === "agent")) ?? scored[0] ?? cases[0];
}

/** The result of a run; a class's place is opened by class and place. */
export default function ResultPage({ runId, classId, placeId }: ResultPageProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const query = useQuery({
    queryKey: ["result", runId ?? "", classId ?? "", placeId ?? ""],
    queryFn: () => (runId ? runResult(runId) : placeResult(classId ?? "", placeId ?? "")),
    retry: (count, error) => count < 20 && error instanceof ApiError && RETRY.has(error.code),
    retryDelay: 1500,
  });
  const result = query.data;
  const open = result?.cases.find((one) => one.code === chosen) ?? (result ? toOpen(result.cases) : undefined);
  return (
    <div className={classes["page"]}>
      <header className={classes["top"]}>
        <Link href="/" style={{ textDecoration: "none" }}>
          <BrandMark />
        </Link>
        <h1 style={{ margin: 0, fontSize: 16 }}>{t("result.title")}</h1>
        <span>
          <Button variant="subtle" size="xs" leftSection={<Printer size={14} />} onClick={() => window.print()}>
            {t("result.print")}
          </Button>
          <ThemeSwitch />
          <LanguageSwitch />
        </span>
      </header>
      <main className={classes["wrap"]}>
        {query.error && !result ? (
          <EmptyState title={errorText(query.error)}>
            <Link href="/">{t("result.home")}</Link>
          </EmptyState>
        ) : !result ? (
          <EmptyState title={t("result.loading")} icon={<Loader />} />
        ) : (
          <>
            <Summary result={result} />
            <p className={classes["computed"]}>
              {t("result.computed", { time: dayTime(result.computed_at), version: result.version })}
            </p>
            <div className={classes["split"]}>
              <CaseList result={result} open={open?.code ?? ""} onOpen={setChosen} />
              {open ? <CaseDetail key={open.code} one={open} runId={result.run_id} /> : null}
            </div>
          </>
        )}
      </main>
    </div>
  );
}
