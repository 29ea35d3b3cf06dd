import type { NewReceipt, Waiting } from "./api";

export const CONDITIONS = ["intact", "wet", "crushed", "opened"] as const;
export const VERDICTS = ["sellable", "damaged", "wrong_item", "missing_part", "missing"] as const;

export type Condition = (typeof CONDITIONS)[number];
export type Verdict = (typeof VERDICTS)[number];

/** What is found so far: for every article how many units got which verdict. */
export type Found = Record<string, Partial<Record<Verdict, number>>>;

/**
 * What has to be accounted for: what the bench packed, else the lines of the order, as a parcel another warehouse
 * packed keeps no list of its own. A line is one unit.
 */
export function withExpected(waiting: Waiting, lines: readonly { id: number }[]): Waiting {
  if (waiting.articles.length > 0) return waiting;
  return { ...waiting, articles: lines.map((line) => ({ ref: `line:${line.id}`, count: 1 })) };
}

/** Everything sellable, as it mostly is. */
export const allSellable = (waiting: Waiting): Found =>
  Object.fromEntries(waiting.articles.map((article) => [article.ref, { sellable: article.count }]));

/** Gives all units of an article one verdict. */
export function judged(found: Found, ref: string, count: number, verdict: Verdict): Found {
  return { ...found, [ref]: { [verdict]: count } };
}

/** How many units got each verdict, in the order of the verdicts. */
export function tally(articles: readonly { verdict: Verdict; count: number }[]): [Verdict, number][] {
  return VERDICTS.map((one): [Verdict, number] => [
    one,
    articles.filter((article) => article.verdict === one).reduce((sum, article) => sum + article.count, 0),
  ]).filter(([, count]) => count > 0);
}

export function receiptOf(waiting: Waiting, condition: Condition, found: Found, note: string): NewReceipt {
  return {
    consignment_id: waiting.consignment_id,
    condition,
    pieces: waiting.pieces,
    articles: waiting.articles.flatMap(({ ref }) =>
      Object.entries(found[ref] ?? {})
        .filter(([, count]) => count > 0)
        .map(([verdict, count]) => ({ ref, verdict: verdict as Verdict, count })),
    ),
    note: note.trim(),
  };
}
