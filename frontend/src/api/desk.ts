import { answer, client, keyed } from "./client";
import type { components } from "./schema";
import type { Flag, OrderDetail, Presence, WorkOrderKind } from "./types";

type Bodies = components["schemas"];

export type DeskApi = ReturnType<typeof deskApi>;

const ROOT = "/api/desk/{seat}";

/** Everything an agent can ask the server from a seat. Each name is a verb of the trade. */
export function deskApi(seatId: number | string) {
  const seat = Number(seatId);
  const here = { path: { seat } };
  const chat = (conversation_id: number) => ({ path: { seat, conversation_id } });
  const order = (order_id: number) => ({ path: { seat, order_id } });
  const ticket = (ticket_id: number) => ({ path: { seat, ticket_id } });
  return {
    seat,
    snapshot: () => answer(client.GET(`${ROOT}/snapshot`, { params: here })),
    kpi: () => answer(client.GET(`${ROOT}/kpi`, { params: here })),
    quickReplies: () => answer(client.GET(`${ROOT}/quick-replies`, { params: here })),
    policies: () => answer(client.GET(`${ROOT}/policies`, { params: here })),
    presence: (presence: Presence) => answer(client.POST(`${ROOT}/presence`, { params: here, body: { presence } })),

    conversation: (id: number, before: number | null = null) =>
      answer(
        client.GET(`${ROOT}/conversations/{conversation_id}`, {
          params: { ...chat(id), query: before === null ? {} : { before } },
        }),
      ),
    acceptNext: () => answer(client.POST(`${ROOT}/conversations/next`, { params: here })),
    accept: (id: number) => answer(client.POST(`${ROOT}/conversations/{conversation_id}/accept`, { params: chat(id) })),
    snooze: (id: number, minutes: number | null) =>
      answer(
        client.POST(`${ROOT}/conversations/{conversation_id}/snooze`, {
          params: chat(id),
          body: { until_minutes: minutes },
        }),
      ),
    resume: (id: number) => answer(client.POST(`${ROOT}/conversations/{conversation_id}/resume`, { params: chat(id) })),
    wrapUp: (id: number) => answer(client.POST(`${ROOT}/conversations/{conversation_id}/wrap-up`, { params: chat(id) })),
    close: (id: number, reason: string) =>
      answer(client.POST(`${ROOT}/conversations/{conversation_id}/close`, { params: chat(id), body: { reason } })),
    read: (id: number, message_id: number) =>
      answer(client.POST(`${ROOT}/conversations/{conversation_id}/read`, { params: chat(id), body: { message_id } })),
    /** The client id is the key: however often it is tried, the message is said once. */
    send: (id: number, body: Bodies["Say"]) =>
      answer(
        client.POST(`${ROOT}/conversations/{conversation_id}/messages`, {
          params: { ...chat(id), ...keyed(body.client_id) },
          body,
        }),
      ),
    saveDraft: (id: number, kind: "reply" | "note", text: string, version: number) =>
      answer(
        client.PUT(`${ROOT}/conversations/{conversation_id}/drafts/{kind}`, {
          params: { path: { seat, conversation_id: id, kind } },
          body: { text, version },
        }),
      ),

    customer: (shopper_id: number) =>
      answer(client.GET(`${ROOT}/customers/{shopper_id}`, { params: { path: { seat, shopper_id } } })),
    orders: (q: string) => answer(client.GET(`${ROOT}/orders`, { params: { ...here, query: { q } } })),
    order: (id: number): Promise<OrderDetail> => answer(client.GET(`${ROOT}/orders/{order_id}`, { params: order(id) })),
    /** What was promised for an order, and what is owed. */
    promises: (id: number) => answer(client.GET(`${ROOT}/orders/{order_id}/promises`, { params: order(id) })),
    noteOrder: (id: number, text: string, flag: Flag | null) =>
      answer(client.POST(`${ROOT}/orders/{order_id}/notes`, { params: order(id), body: { text, flag } })),
    openWorkOrder: (
      consignment_id: number,
      kind: WorkOrderKind,
      note: string,
      conversation_id: number | null,
      asked: Bodies["WorkOrder"]["asked"] = null,
    ) =>
      answer(
        client.POST(`${ROOT}/consignments/{consignment_id}/work-orders`, {
          params: { path: { seat, consignment_id } },
          body: { kind, note, conversation_id, ...(asked ? { asked } : {}) },
        }),
      ),
    payOut: (id: number, body: Bodies["PayOut"]) =>
      answer(client.POST(`${ROOT}/orders/{order_id}/payouts`, { params: order(id), body })),
    grantCoupon: (id: number, body: Bodies["GrantCoupon"]) =>
      answer(client.POST(`${ROOT}/orders/{order_id}/coupons`, { params: order(id), body })),
    refund: (id: number, body: Bodies["Refund"]) =>
      answer(client.POST(`${ROOT}/orders/{order_id}/refunds`, { params: order(id), body })),
    approveReturn: (return_id: number) =>
      answer(client.POST(`${ROOT}/returns/{return_id}/approve`, { params: { path: { seat, return_id } } })),
    refuseReturn: (return_id: number, reason: string, text: string) =>
      answer(
        client.POST(`${ROOT}/returns/{return_id}/refuse`, {
          params: { path: { seat, return_id } },
          body: { reason, text },
        }),
      ),

    openTicket: (body: Bodies["OpenTicket"]) => answer(client.POST(`${ROOT}/tickets`, { params: here, body })),
    noteTicket: (id: number, text: string) =>
      answer(client.POST(`${ROOT}/tickets/{ticket_id}/notes`, { params: ticket(id), body: { text } })),
    holdTicket: (id: number, remind_minutes: number) =>
      answer(client.POST(`${ROOT}/tickets/{ticket_id}/hold`, { params: ticket(id), body: { remind_minutes } })),
    resolveTicket: (id: number, resolution: string) =>
      answer(client.POST(`${ROOT}/tickets/{ticket_id}/resolve`, { params: ticket(id), body: { resolution } })),
    reopenTicket: (id: number) =>
      answer(client.POST(`${ROOT}/tickets/{ticket_id}/reopen`, { params: ticket(id) })),

    grant: (approval_id: number, note: string) =>
      answer(
        client.POST(`${ROOT}/approvals/{approval_id}/grant`, {
          params: { path: { seat, approval_id } },
          body: { note },
        }),
      ),
    decline: (approval_id: number, note: string) =>
      answer(
        client.POST(`${ROOT}/approvals/{approval_id}/decline`, {
          params: { path: { seat, approval_id } },
          body: { note },
        }),
      ),
  };
}
