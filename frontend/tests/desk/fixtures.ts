/** A late parcel as the desk sees it. */
import type { AgentView, ConversationView, MessageView, OrderDetail, QuickReply } from "@/api/types";

export const agent: AgentView = {
  id: 1, name: "陈晓", role: "agent", presence: "online", capacity: 2, payout_limit_cents: 5000, coupon_limit_cents: 2000,
};

export function message(id: number, more: Partial<MessageView> = {}): MessageView {
  return {
    id, conversation_id: 5, session_no: 1, seq: id, author_kind: "shopper", author_id: 1, kind: "text", text: `m${id}`,
    card: null, client_id: null, desk_ms: id * 1000, at: "2026-11-24T01:00:00.000Z", ...more,
  };
}

export function conversation(id: number, more: Partial<ConversationView> = {}): ConversationView {
  return {
    id, state: "active", session_no: 1, shopper: { id: 1, nick: "甲方别回头", name: "陆乐瑶", level: 2, hue: 280 },
    order_id: 17, order_no: "2026111700151945", agent_id: 1, opened_desk_ms: 0, accepted_desk_ms: 1000,
    waiting_since_desk_ms: null, first_reply_desk_ms: null, snoozed_until_desk_ms: null, closed_desk_ms: null, unread: 0,
    agent_read_id: null, shopper_read_id: null, last_message: null, rating: null, close_reason: null, queue_position: null,
    ...more,
  };
}

export function order(more: Partial<OrderDetail> = {}): OrderDetail {
  return {
    id: 17, order_no: "2026111700151945", state: "shipped",
    shopper: { id: 1, nick: "甲方别回头", name: "陆乐瑶", level: 2, hue: 280 }, lines: [],
    goods_cents: 39800, discount_cents: 2000, freight_cents: 0, total_cents: 37800, captured_cents: 37800, refunded_cents: 0,
    placed_at: "2026-11-17T05:58:00.000Z", paid_at: "2026-11-17T06:12:00.000Z", dispatch_due_at: "2026-11-19T06:12:00.000Z",
    promised_at: "2026-11-22T14:00:00.000Z", shipped_at: "2026-11-18T06:00:00.000Z", delivered_at: null, completed_at: null,
    cancelled_at: null,
    address: { name: "陆乐瑶", phone_masked: "129****0583", province: "山东省", city: "青岛市", district: "崂山区", street: "" },
    buyer_note: "", payments: [], refunds: [], payouts: [], coupons: [], returns: [],
    consignments: [
      {
        id: 9, tracking_no: "YY846177807970", carrier: { id: 1, code: "YY", name: "云驿快递", hotline: "1290-0030-03" },
        state: "in_transit", exception: null, eta_at: "2026-11-27T04:00:00.000Z", created_at: "2026-11-18T06:00:00.000Z",
        collected_at: "2026-11-18T08:00:00.000Z", signed_at: null, signed_by: null, work_orders: [],
        pieces: 1,
        each_piece: [],
        path: [{ hub_id: 1, name: "济南转运中心", city: "济南市", state: "here", at: null }],
        scans: [
          { id: 2, at: "2026-11-23T05:12:00.000Z", code: "backlog", hub: "济南转运中心", params: {}, text: "快件积压" },
          { id: 1, at: "2026-11-18T08:00:00.000Z", code: "collected", hub: null, params: {}, text: "已揽收" },
        ],
      },
    ],
    ...more,
  };
}

export const replies: QuickReply[] = [
  { id: 1, category: "查件", shortcut: "ckwl", initials: "bzxwl", title: "报最新物流", text: "查到了：{carrier} {tracking_no}，“{last_scan}”。" },
  { id: 2, category: "催件", shortcut: "cj", initials: "ykcj", title: "已开催件", text: "刚给{carrier}开了催件工单。" },
  { id: 3, category: "催件", shortcut: "cjda", initials: "zgkdda", title: "转告快递答复", text: "快递回复了：" },
  { id: 4, category: "开场", shortcut: "nh", initials: "wh", title: "问候", text: "您好{buyer}，我是客服{agent}。" },
];
