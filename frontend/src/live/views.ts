import type { AgentView, ApprovalView, ConversationView, MessageView, TicketView } from "@/api/types";

/** The desk's items as last seen, by id. Messages are kept by conversation, in order. */
export interface Views {
  conversations: Readonly<Record<number, ConversationView>>;
  messages: Readonly<Record<number, readonly MessageView[]>>;
  tickets: Readonly<Record<number, TicketView>>;
  approvals: Readonly<Record<number, ApprovalView>>;
  agents: Readonly<Record<number, AgentView>>;
}

export const noViews: Views = { conversations: {}, messages: {}, tickets: {}, approvals: {}, agents: {} };

export function byId<T extends { id: number }>(items: readonly T[]): Record<number, T> {
  return Object.fromEntries(items.map((item) => [item.id, item]));
}

/** Messages with others put in by id: newer ones replace, order is by id, nothing is doubled. */
export function mergeMessages(have: readonly MessageView[], more: readonly MessageView[]): readonly MessageView[] {
  if (more.length === 0) return have;
  const last = have.at(-1);
  const first = more[0];
  if (more.length === 1 && first && (!last || last.id < first.id)) return [...have, first];
  const merged = new Map(have.map((message) => [message.id, message]));
  for (const message of more) merged.set(message.id, message);
  return [...merged.values()].sort((a, b) => a.id - b.id);
}

/**
 * The rule of the live feed: an event of the desk carries the item's view after the change under its noun,
 * so that an old snapshot with the views put in equals a fresh one. Everything else leaves the views as they are.
 */
export function applyViews(views: Views, data: Record<string, unknown>): Views {
  let next = views;
  const put = <K extends "conversations" | "tickets" | "approvals" | "agents">(room: K, view: unknown) => {
    const item = view as { id: number };
    next = { ...next, [room]: { ...next[room], [item.id]: item } };
  };
  if (isView(data["conversation"])) put("conversations", data["conversation"]);
  if (isView(data["ticket"])) put("tickets", data["ticket"]);
  if (isView(data["approval"])) put("approvals", data["approval"]);
  if (isView(data["agent"])) put("agents", data["agent"]);
  if (isView(data["message"])) next = addMessages(next, [data["message"] as unknown as MessageView]);
  return next;
}

export function addMessages(views: Views, messages: readonly MessageView[]): Views {
  const conversationId = messages[0]?.conversation_id;
  if (conversationId === undefined) return views;
  const merged = mergeMessages(views.messages[conversationId] ?? [], messages);
  return { ...views, messages: { ...views.messages, [conversationId]: merged } };
}

function isView(value: unknown): value is { id: number } {
  return typeof value === "object" && value !== null && typeof (value as { id?: unknown }).id === "number";
}
