import type { AgentView, ConversationView, OrderDetail } from "@/api/types";
import { day } from "@/lib/time";
import { yuan } from "@/lib/money";

export const variableNames = [
  "buyer", "order_no", "eta", "carrier", "tracking_no", "last_scan", "amount", "agent",
] as const;
export type VariableName = (typeof variableNames)[number];

export interface Blank {
  name: VariableName;
  from: number;
  to: number;
}

/** The variables still open in a text, in order. Words in braces that are no variable are left alone. */
export function blanksIn(text: string): Blank[] {
  return [...text.matchAll(/\{(\w+)\}/g)].flatMap((match) => {
    const name = variableNames.find((known) => known === match[1]);
    return name ? [{ name, from: match.index, to: match.index + match[0].length }] : [];
  });
}

/** What the records have for each variable; what they do not have is missing, and is for the agent to write. */
export function valuesOf(
  conversation: ConversationView,
  order: OrderDetail | null,
  agent: AgentView | null,
): Partial<Record<VariableName, string>> {
  const parcel = order?.consignments.at(-1) ?? null;
  const lastScan = parcel ? newestScan(parcel.scans) : null;
  const eta = parcel?.eta_at ?? order?.promised_at ?? null;
  const paid = order?.payouts.filter((payout) => payout.state === "paid").at(-1)?.amount_cents;
  const amount = paid ?? order?.coupons.at(-1)?.amount_cents ?? order?.refunds.at(-1)?.amount_cents;
  const values: Partial<Record<VariableName, string | null | undefined>> = {
    buyer: conversation.shopper.nick,
    order_no: order?.order_no ?? conversation.order_no,
    eta: eta === null ? null : day(eta),
    carrier: parcel?.carrier.name,
    tracking_no: parcel?.tracking_no,
    last_scan: lastScan?.text,
    amount: amount === undefined ? null : yuan(amount),
    agent: agent?.name,
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as Partial<
    Record<VariableName, string>
  >;
}

function newestScan<T extends { at: string }>(scans: readonly T[]): T | null {
  return scans.reduce<T | null>((newest, scan) => (newest === null || scan.at >= newest.at ? scan : newest), null);
}

/** The text with its next open variable filled, and where to go on; null when that one has no value. */
export function fillNext(
  text: string,
  values: Partial<Record<VariableName, string>>,
): { text: string; caret: number; next: Blank | null } | null {
  const blank = blanksIn(text)[0];
  if (!blank) return null;
  const value = values[blank.name];
  if (value === undefined) return null;
  const filled = text.slice(0, blank.from) + value + text.slice(blank.to);
  return { text: filled, caret: blank.from + value.length, next: blanksIn(filled)[0] ?? null };
}
