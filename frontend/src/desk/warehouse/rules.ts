import type { BenchLine, BenchOrder, PickLine, QueueRow } from "./api";

/** Orders that may go into a wave. */
export const pickable = (row: Pick<QueueRow, "step">): boolean => row.step === "waiting";

/** Orders whose goods lie in the trolley or beyond. */
export const atBench = (row: Pick<QueueRow, "step">): boolean =>
  ["picked", "packed", "weighed", "labelled", "held"].includes(row.step);

/** The most urgent orders that may be picked; the queue comes sorted by deadline. */
export const firstToPick = (rows: readonly QueueRow[], most: number): number[] =>
  rows.filter(pickable).slice(0, most).map((row) => row.id);

/** The next unit on the walk: the first line that still misses one. */
export const nextToPick = (lines: readonly PickLine[]): PickLine | null =>
  lines.find((line) => line.picked < line.wanted) ?? null;

/** The next unit of an order that is not in the carton. */
export const nextToPack = (lines: readonly BenchLine[]): BenchLine | null =>
  lines.find((line) => line.scanned < line.wanted) ?? null;

export const STAGES = ["scan", "carton", "weigh", "waybill", "print", "ship"] as const;
export type Stage = (typeof STAGES)[number];

/** Which step of the bench an order waits for; null when nothing can be done about it there. */
export function stageOf(order: Pick<BenchOrder, "step" | "lines" | "waybill">): Stage | null {
  switch (order.step) {
    case "picked":
      return nextToPack(order.lines) ? "scan" : "carton";
    case "packed":
      return "weigh";
    case "weighed":
      return "waybill";
    case "labelled":
      return order.waybill && order.waybill.prints > 0 ? "ship" : "print";
    default:
      return null;
  }
}

/** Grams as kilograms with two decimals: 1234 → "1.23". */
export const kilograms = (grams: number): string => (grams / 1000).toFixed(2);
