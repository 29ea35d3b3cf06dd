import type { CouponView, OrderRow } from "./orders";

export * from "./orders";

/** The shapes on the wire. Times of the mall are RFC 3339 texts (`*_at`), of the desk milliseconds, money is cents. */
export type ConversationState =
  | "queued" | "active" | "waiting_customer" | "snoozed" | "wrap_up" | "closed" | "abandoned";

export interface ShopperRef {
  id: number;
  nick: string;
  name: string;
  level: number;
  hue: number;
}

export type Card =
  | { type: "order"; id: number; order_no: string; title: string; units: number; total_cents: number; state: string; picture: string }
  | { type: "tracking"; id: number; order_id: number | null; tracking_no: string; carrier: string; state: string; eta_at: string | null }
  | { type: "coupon"; id: number; amount_cents: number; threshold_cents: number; expires_at: string };

export interface MessageView {
  id: number;
  conversation_id: number;
  session_no: number;
  seq: number;
  author_kind: "agent" | "shopper" | "system";
  author_id: number | null;
  kind: "text" | "image" | "card" | "note" | "system";
  text: string;
  card: Record<string, unknown> | null;
  client_id: string | null;
  desk_ms: number;
  at: string;
}

export interface ConversationView {
  id: number;
  state: ConversationState;
  session_no: number;
  shopper: ShopperRef;
  order_id: number | null;
  order_no: string | null;
  agent_id: number | null;
  opened_desk_ms: number;
  accepted_desk_ms: number | null;
  waiting_since_desk_ms: number | null;
  first_reply_desk_ms: number | null;
  snoozed_until_desk_ms: number | null;
  closed_desk_ms: number | null;
  unread: number;
  agent_read_id: number | null;
  shopper_read_id: number | null;
  last_message: MessageView | null;
  rating: number | null;
  close_reason: string | null;
  queue_position: number | null;
}

export interface TicketView {
  id: number;
  ticket_no: string;
  shopper_id: number;
  shopper_nick: string;
  order_id: number | null;
  order_no: string | null;
  conversation_id: number | null;
  category: string;
  title: string;
  body: string;
  priority: string;
  state: string;
  agent_id: number | null;
  opened_at: string;
  opened_desk_ms: number;
  remind_at: string | null;
  resolved_at: string | null;
  resolution: string | null;
  reopened: number;
  notes: { by: string; text: string; at: string }[];
}

export interface ApprovalView {
  id: number;
  verb: string;
  amount_cents: number;
  order_id: number | null;
  order_no: string | null;
  conversation_id: number | null;
  reason: string;
  requested_by: string;
  requested_desk_ms: number;
  state: "requested" | "granted" | "declined" | "expired";
  decided_by: string | null;
  decided_desk_ms: number | null;
  decision_note: string | null;
}

export type Presence = "offline" | "online" | "paused" | "break";

export interface AgentView {
  id: number;
  name: string;
  role: "agent" | "lead" | "observer";
  presence: Presence;
  capacity: number;
  payout_limit_cents: number;
  coupon_limit_cents: number;
}

export interface ClockView {
  desk_ms: number;
  mall_at: string;
  running: boolean;
  pace: number;
}

export interface Spread {
  mean: number | null;
  median: number | null;
  p90: number | null;
}

export interface Kpi {
  first_reply_ms: Spread;
  substantive_ms: Spread;
  average_reply_ms: number | null;
  answered_30s: number | null;
  answered_3m: number | null;
  turns: number;
  conversations: number;
  csat: number | null;
  rated: number;
  open: number;
  waiting: number;
}

export interface DisruptionView {
  id: number;
  kind: string;
  hub: string | { id: number; name: string };
  force_majeure: boolean;
  from_at: string;
  until_at: string;
}

export interface DeskSnapshot {
  seq: number;
  epoch: string;
  mall: { id: number; label: string; language: string; zone: string };
  run_id: number;
  clock: ClockView;
  me: AgentView;
  settings: { amber_ms: number; red_ms: number; capacity: number; idle_close_ms: number };
  conversations: ConversationView[];
  approvals: ApprovalView[];
  tickets: TicketView[];
  disruptions: DisruptionView[];
  kpi: Kpi;
}

export interface CustomerView {
  shopper: ShopperRef & { phone_masked: string; member_since_at: string };
  orders: OrderRow[];
  coupons: CouponView[];
  tickets: TicketView[];
  conversations: ConversationView[];
}

export interface ConversationDetail {
  conversation: ConversationView;
  messages: MessageView[];
  next_before: number | null;
  drafts: Partial<Record<"reply" | "note", { text: string; version: number } | null>>;
  customer: CustomerView;
}

export interface QuickReply {
  id: number;
  category: string;
  shortcut: string;
  initials: string;
  title: string;
  text: string;
}

export interface PolicyCard {
  id?: number;
  code: string;
  title: string;
  rule: string;
  agent_may: string;
  limits: Record<string, unknown>;
}

export interface MoneyReply {
  state: string;
  payout_id?: number | null;
  coupon_id?: number | null;
  return_id?: number | null;
  approval_id?: number | null;
}

export interface Page<T> {
  items: T[];
  next: string | number | null;
}
