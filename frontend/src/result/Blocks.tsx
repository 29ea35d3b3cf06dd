import { CheckCircle2, CircleDashed, CircleSlash, MinusCircle, XCircle } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Evidence, ScoreBlock, ScoreLine, Verdict } from "@/api/result";
import { money } from "@/lib/money";
import { stopwatch } from "@/lib/time";
import { wordOf } from "@/lib/words";
import { Chip } from "@/ui/Chip";
import { levelOf } from "./level";
import { recordWords } from "./records";
import classes from "./result.module.css";

const ICONS: Record<Verdict, typeof CheckCircle2> = { full: CheckCircle2, partial: MinusCircle, none: XCircle, na: CircleDashed };
const COLOURS: Record<Verdict, string> = {
  full: "var(--md-green)",
  partial: "var(--md-amber)",
  none: "var(--md-red)",
  na: "var(--md-ink-3)",
};

interface BlocksProps {
  blocks: ScoreBlock[];
  onMessage(id: number): void;
}

function Proof({ evidence, onMessage }: { evidence: Evidence; onMessage(id: number): void }) {
  const { t } = useTranslation();
  const id = evidence.message_id;
  return (
    <div className={classes["evidence"]}>
      <span>{stopwatch(evidence.desk_ms)}</span>
      {evidence.quote ? <q>{evidence.quote}</q> : null}
      {evidence.record ? <Chip>{recordWords(evidence.record)}</Chip> : null}
      {id !== null ? (
        <button type="button" className={classes["linkish"]} onClick={() => onMessage(id)}>
          {t("result.toMessage")}
        </button>
      ) : null}
    </div>
  );
}

function Line({ line, onMessage }: { line: ScoreLine; onMessage(id: number): void }) {
  const { t } = useTranslation();
  const Icon = ICONS[line.verdict] ?? CircleSlash;
  const { credit_cents: credit, goodwill_cents: goodwill, due_cents: due } = line.params;
  const detail =
    line.rule === "outcome.money_right" && typeof credit === "number" && typeof due === "number"
      ? t("result.ruleDetail.money_right", {
          given: money(credit + (typeof goodwill === "number" ? goodwill : 0)),
          due: money(due),
        })
      : typeof line.params["waited_ms"] === "number"
        ? t("result.ruleDetail.wait", {
            value: t("result.seconds", { n: Math.round(line.params["waited_ms"] / 1000) }),
          })
        : null;
  return (
    <li className={classes["line"]}>
      <Icon size={16} color={COLOURS[line.verdict]} role="img" aria-label={wordOf("result.verdict", line.verdict)} />
      <div style={{ minWidth: 0 }}>
        {wordOf("result.rule", line.rule)}
        {detail ? <span className={classes["muted"]}> · {detail}</span> : null}
        {line.verdict === "na"
          ? null
          : line.evidence.slice(0, 4).map((one) => <Proof key={`${one.seq}${one.record}`} evidence={one} onMessage={onMessage} />)}
      </div>
      <span className={classes["muted"]}>
        {line.verdict === "na"
          ? t("result.na")
          : t("result.points", { points: Math.round(line.points * 10) / 10, max: line.max })}
      </span>
    </li>
  );
}

/** Rules that did not come up leave the denominator; their names are enough. */
function NotApplicable({ lines }: { lines: ScoreLine[] }) {
  const { t } = useTranslation();
  const names = lines.filter((line) => line.verdict === "na").map((line) => wordOf("result.rule", line.rule));
  if (names.length === 0) return null;
  return (
    <p className={classes["muted"]} style={{ margin: "8px 0 0" }}>
      {t("result.naLines", { names: names.join(" · ") })}
    </p>
  );
}

/** The blocks of a score; every line says what it rests on. */
export function Blocks({ blocks, onMessage }: BlocksProps) {
  const { t } = useTranslation();
  return (
    <div>
      {blocks.map((block) => (
        <section key={block.block} className={classes["block"]}>
          <div className={classes["blockHead"]}>
            <span>{wordOf("result.block", block.block)}</span>
            <span className={classes["bar"]} aria-hidden>
              {block.score === null ? null : <div data-level={levelOf(block.score)} style={{ width: `${block.score}%` }} />}
            </span>
            <span style={{ textAlign: "right" }}>
              {block.score === null ? t("result.na") : Math.round(block.score)}
              <span className={classes["muted"]} style={{ display: "block", fontWeight: 500 }}>
                {t("result.weight", { n: block.weight })}
              </span>
            </span>
          </div>
          <ul style={{ margin: 0, padding: 0 }}>
            {block.lines
              .filter((line) => line.verdict !== "na")
              .map((line) => (
                <Line key={line.rule} line={line} onMessage={onMessage} />
              ))}
          </ul>
          <NotApplicable lines={block.lines} />
        </section>
      ))}
    </div>
  );
}
