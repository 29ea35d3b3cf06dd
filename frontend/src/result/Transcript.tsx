import { useTranslation } from "react-i18next";
import type { ReactNode } from "react";
import type { StatementView, TranscriptLine } from "@/api/result";
import { stopwatch } from "@/lib/time";
import { wordOf } from "@/lib/words";
import { Chip, type Tone } from "@/ui/Chip";
import { recordWords, statementWords } from "./records";
import classes from "./result.module.css";

const TONES: Record<string, Tone> = { supported: "green", contradicted: "red", unverifiable: "neutral" };

/** The message's text with what it states underlined. Overlapping spans: the first wins. */
export function marked(text: string, statements: readonly StatementView[]): ReactNode[] {
  const spans = statements
    .flatMap((statement) => (statement.span ? [{ from: statement.span[0], to: statement.span[1], statement }] : []))
    .sort((a, b) => a.from - b.from);
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { from, to, statement } of spans) {
    if (from < at || to <= from || to > text.length) continue;
    parts.push(text.slice(at, from));
    parts.push(
      <mark key={from} data-verdict={statement.verdict}>
        {text.slice(from, to)}
      </mark>,
    );
    at = to;
  }
  parts.push(text.slice(at));
  return parts;
}

/** The conversation again, with each statement checked against the records as they stood when it was said. */
export function Transcript({ lines, nick }: { lines: TranscriptLine[]; nick: string }) {
  const { t } = useTranslation();
  if (lines.length === 0) return <p className={classes["muted"]}>{t("result.noTranscript")}</p>;
  return (
    <div className={classes["talk"]}>
      {lines.map((line) => {
        const mine = line.author_kind === "agent";
        const statements = line.statements ?? [];
        const text =
          line.kind === "card"
            ? `[${wordOf("common.card", String(line.card?.["type"] ?? ""))}]`
            : line.kind === "system"
              ? wordOf("desk.system", line.text)
              : line.text;
        return (
          <div
            key={line.id}
            id={`said-${line.id}`}
            tabIndex={-1}
            className={classes["said"]}
            {...(mine ? { "data-mine": "" } : {})}
            {...(line.kind === "note" ? { "data-note": "" } : {})}
          >
            <span className={classes["muted"]}>
              {stopwatch(line.desk_ms)} · {line.kind === "note" ? t("result.note") : mine ? t("result.agent") : nick}
            </span>
            <div className={classes["bubble"]}>{marked(text, statements)}</div>
            {statements.length > 0 ? (
              <div className={classes["checks"]}>
                {statements.map((statement, index) => (
                  <Chip key={`${statement.kind}${index}`} tone={TONES[statement.verdict] ?? "neutral"}>
                    {statementWords(statement, text)} · {wordOf("result.statementVerdict", statement.verdict)}
                    {statement.record ? ` · ${recordWords(statement.record)}` : ""}
                  </Chip>
                ))}
              </div>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
