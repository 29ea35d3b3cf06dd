import { get, post, put } from "./http";
import type {
  ConversationDetail,
  ConversationView,
  CustomerView,
  DeskSnapshot,
  Kpi,
  MessageView,
  MoneyReply,
  OrderDetail,
  OrderRow,
  Page,
  PolicyCard,
  Presence,
  QuickReply,
  TicketView,
} from "./types";

export type DeskApi = ReturnType<typeof deskApi>;

/** Everything an agent can ask the server from a seat. Commands take the key of the attempt when it must survive a retry. */
export function deskApi(seat: number | string) {
  const at = (path: string) => `/api/desk/${seat}/${path}`;
  const chat = (id: number, verb: string) => at(`conversations/${id}/${verb}`);
  return {
    seat,
    snapshot: () => get<DeskSnapshot>(at("snapshot")),
    kpi: () => get<Kpi>(at("kpi")),
    conversation: (id: number, before?: number | null) =>
      get<ConversationDetail>(at(`conversations/${id}`), { before: before ?? null }),
    acceptNext: () => post<ConversationView>(at("conversations/next")),
    accept: (id: number) => post<ConversationView>(chat(id, "accept")),
    snooze: (id: number, minutes: number | null) => post<ConversationView>(chat(id, "snooze"), { until_minutes: minutes }),
    resume: (id: number) => post<ConversationView>(chat(id, "resume")),
    wrapUp: (id: number) => post<ConversationView>(chat(id, "wrap-up")),
    close: (id: number, reason: string) => post<ConversationView>(chat(id, "close"), { reason }),
    read: (id: number, messageId: number) => post<unknown>(chat(id, "read"), { message_id: messageId }),
    send: (id: number, body: { client_id: string; kind: "text" | "note" | "card"; text: string; card?: unknown }) =>
      post<MessageView>(chat(id, "messages"), body, { key: body.client_id }),
    saveDraft: (id: number, kind: "reply" | "note", text: string, version: number) =>
      put<{ version: number }>(chat(id, `drafts/${kind}`), { text, version }),
    customer: (id: number) => get<CustomerView>(at(`customers/${id}`)),
    orders: (q: string, after?: string | number | null) => get<Page<OrderRow>>(at("orders"), { q, after: after ?? null }),
    order: (id: number) => get<OrderDetail>(at(`orders/${id}`)),
    noteOrder: (id: number, text: string, flag: string | null) =>
      post<unknown>(at(`orders/${id}/notes`), { text, flag }),
    openWorkOrder: (consignmentId: number, kind: string, note: string, conversationId: number | null) =>
      post<{ id?: number; work_order_id?: number }>(at(`consignments/${consignmentId}/work-orders`), {
        kind,
        note,
        conversation_id: conversationId,
      }),
    payOut: (orderId: number, amountCents: number, reason: string, conversationId: number | null) =>
      post<MoneyReply>(at(`orders/${orderId}/payouts`), {
        amount_cents: amountCents,
        reason,
        conversation_id: conversationId,
      }),
    grantCoupon: (orderId: number, amountCents: number, conversationId: number | null) =>
      post<MoneyReply>(at(`orders/${orderId}/coupons`), { amount_cents: amountCents, conversation_id: conversationId }),
    refund: (orderId: number, reason: string, amountCents: number | null, conversationId: number | null) =>
      post<MoneyReply>(at(`orders/${orderId}/refunds`), {
        reason,
        amount_cents: amountCents,
        conversation_id: conversationId,
      }),
    approveReturn: (id: number) => post<unknown>(at(`returns/${id}/approve`)),
    refuseReturn: (id: number, reason: string, text: string) => post<unknown>(at(`returns/${id}/refuse`), { reason, text }),
    tickets: (state?: string) => get<Page<TicketView>>(at("tickets"), { state: state ?? null }),
    openTicket: (body: {
      title: string;
      body: string;
      category: string;
      priority: string;
      order_id: number | null;
      conversation_id: number | null;
      shopper_id: number;
    }) => post<TicketView>(at("tickets"), body),
    noteTicket: (id: number, text: string) => post<TicketView>(at(`tickets/${id}/notes`), { text }),
    holdTicket: (id: number, minutes: number) => post<TicketView>(at(`tickets/${id}/hold`), { remind_minutes: minutes }),
    resolveTicket: (id: number, resolution: string) => post<TicketView>(at(`tickets/${id}/resolve`), { resolution }),
    reopenTicket: (id: number) => post<TicketView>(at(`tickets/${id}/reopen`)),
    quickReplies: () => get<{ items: QuickReply[] }>(at("quick-replies")),
    policies: () => get<{ items: PolicyCard[] }>(at("policies")),
    presence: (presence: Presence) => post<unknown>(at("presence"), { presence }),
    decide: (id: number, verdict: "grant" | "decline", note: string) =>
      post<unknown>(at(`approvals/${id}/${verdict}`), { note }),
  };
}
