import type { MessageView, Spread } from "./types";

export interface Evidence {
  seq: number;
  kind: string;
  message_id: number | null;
  quote: string | null;
  desk_ms: number;
  record: string | null;
}

export type Verdict = "full" | "partial" | "none" | "na";

export interface ScoreLine {
  rule: string;
  points: number;
  max: number;
  verdict: Verdict;
  params: Record<string, unknown>;
  evidence: Evidence[];
}

export interface ScoreBlock {
  block: string;
  weight: number;
  score: number | null;
  lines: ScoreLine[];
}

export interface MoodPoint {
  desk_ms: number;
  trust: number;
  anger: number;
  effort: number;
  cause: string;
  seq: number;
  quote: string | null;
}

export interface StatementView {
  kind: string;
  value: string | number | null;
  unit: string | null;
  verdict: "supported" | "contradicted" | "unverifiable" | string;
  record: string | null;
  span: [number, number] | null;
}

export interface TranscriptLine extends MessageView {
  acts?: { name: string }[] | string[];
  statements?: StatementView[];
}

export interface CaseResult {
  code: string;
  truth: string;
  persona: string;
  shopper: { nick: string; name: string; hue: number };
  order_no: string | null;
  conversation_id: number | null;
  scored: boolean;
  score: number | null;
  knock_out: string | null;
  outcome: string;
  rating: number | null;
  blocks: ScoreBlock[];
  mood: MoodPoint[];
  first_fault: {
    rule: string;
    seq: number;
    message_id: number | null;
    quote: string | null;
    better: string | null;
    params: Record<string, unknown>;
  } | null;
  truth_facts: { key: string; params: Record<string, unknown> }[];
  transcript: TranscriptLine[];
  figures: { first_reply_ms: number | null; substantive_ms: number | null; average_reply_ms: number | null };
}

export interface RunResult {
  run_id: number;
  mall_id: number;
  language: string;
  computed_at: string;
  version: string | number;
  summary: {
    score: number | null;
    cases_scored: number;
    csat: number | null;
    rated: number;
    first_reply_ms: Spread;
    substantive_ms: Spread;
    average_reply_ms: number | null;
    answered_30s: number | null;
    answered_3m: number | null;
    turns: number;
    contradicted: number;
    knock_outs: number;
    payouts_cents: number;
    coupons_cents: number;
  };
  cases: CaseResult[];
}
