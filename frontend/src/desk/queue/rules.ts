import type { ConversationView } from "@/api/types";

export type Urgency = "calm" | "amber" | "red";

export interface Groups {
  queued: ConversationView[];
  mine: ConversationView[];
  snoozed: ConversationView[];
  closed: ConversationView[];
}

/** How long a shopper has been without an answer, in desk milliseconds; null when nobody is waiting. */
export function waitedMs(conversation: ConversationView, deskNowMs: number): number | null {
  if (conversation.state === "closed" || conversation.state === "abandoned") return null;
  const since =
    conversation.waiting_since_desk_ms ?? (conversation.state === "queued" ? conversation.opened_desk_ms : null);
  return since === null ? null : Math.max(0, deskNowMs - since);
}

export function urgencyOf(waited: number | null, limits: { amber_ms: number; red_ms: number }): Urgency {
  if (waited === null || waited < limits.amber_ms) return "calm";
  return waited < limits.red_ms ? "amber" : "red";
}

const since = (conversation: ConversationView) => conversation.waiting_since_desk_ms ?? Number.MAX_SAFE_INTEGER;
const lastAt = (conversation: ConversationView) => conversation.last_message?.desk_ms ?? conversation.opened_desk_ms;

/** The list an agent works from: who waits longest comes first, in every group. */
export function groupsOf(conversations: Iterable<ConversationView>, agentId: number | null): Groups {
  const groups: Groups = { queued: [], mine: [], snoozed: [], closed: [] };
  for (const conversation of conversations) {
    const own = agentId === null || conversation.agent_id === agentId;
    if (conversation.state === "queued") groups.queued.push(conversation);
    else if (conversation.state === "closed" || conversation.state === "abandoned") groups.closed.push(conversation);
    else if (!own) continue;
    else if (conversation.state === "snoozed") groups.snoozed.push(conversation);
    else groups.mine.push(conversation);
  }
  groups.queued.sort((a, b) => a.opened_desk_ms - b.opened_desk_ms || a.id - b.id);
  groups.mine.sort((a, b) => since(a) - since(b) || lastAt(b) - lastAt(a) || a.id - b.id);
  groups.snoozed.sort((a, b) => (a.snoozed_until_desk_ms ?? Infinity) - (b.snoozed_until_desk_ms ?? Infinity) || a.id - b.id);
  groups.closed.sort((a, b) => (b.closed_desk_ms ?? 0) - (a.closed_desk_ms ?? 0) || b.id - a.id);
  groups.closed.splice(20);
  return groups;
}

/** The order on screen while the pointer is on the list: what was there stays where it was, new rows come last. */
export function frozenOrder(shown: readonly number[], wanted: readonly number[]): number[] {
  const still = new Set(wanted);
  const kept = shown.filter((id) => still.has(id));
  const known = new Set(kept);
  return [...kept, ...wanted.filter((id) => !known.has(id))];
}

/** How many rows would move if the wanted order were applied. */
export function movedCount(shown: readonly number[], wanted: readonly number[]): number {
  return wanted.filter((id, index) => shown[index] !== id).length;
}
