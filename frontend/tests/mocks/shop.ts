/** A small mall for tests and screenshots: a late parcel, a payout, a coupon, a refund on its way back. */
import type {
  Chat,
  ConversationView,
  CouponView,
  MessageView,
  OrderDetail,
  OrderRow,
  ProductCard,
  ProductDetail,
  ShopSnapshot,
  ShopTicket,
} from "@/shop/types";
import catalogue from "./catalogue.json";

export type MockLanguage = "zh-CN" | "en";
export type Words = Record<MockLanguage, string>;
export const words = (zh: string, en: string): Words => ({ "zh-CN": zh, en });

export const seat = 12;
export const now = "2026-11-24T02:20:00Z";

export const goods = (language: MockLanguage): (ProductDetail & ProductCard)[] =>
  (catalogue[language].products as unknown as Omit<ProductDetail & ProductCard, "stock" | "category">[]).map((product) => ({
    ...product,
    category: categories(language).find((category) => category.id === product.category_id) ?? { id: 0, code: "", name: "" },
    stock: product.variants.reduce((sum, variant) => sum + variant.stock, 0),
  }));

export const categories = (language: MockLanguage) => catalogue[language].categories;

export const shopper = (language: MockLanguage) => ({
  id: 44,
  nick: words("敏敏爱吃鱼", "fishlover_min")[language],
  name: words("李敏", "Min Li")[language],
  level: 3,
  hue: 210,
});

export const row = (order: OrderDetail): OrderRow => ({
  id: order.id,
  order_no: order.order_no,
  state: order.state,
  total_cents: order.total_cents,
  placed_at: order.placed_at,
  title: order.lines[0]?.title ?? "",
  units: order.lines.length,
  picture: order.lines[0]?.picture ?? "",
  parcel_state: order.consignments[0]?.state ?? null,
  shopper_nick: "minmin",
});

export const coupons = (): CouponView[] => [
  {
    id: 8,
    kind: "goodwill",
    amount_cents: 1000,
    threshold_cents: 0,
    state: "granted",
    granted_at: "2026-11-24T02:12:00Z",
    expires_at: "2026-12-24T15:59:00Z",
    order_id: 17,
  },
  {
    id: 2,
    kind: "welcome",
    amount_cents: 2000,
    threshold_cents: 19900,
    state: "used",
    granted_at: "2026-10-02T02:12:00Z",
    expires_at: "2026-11-02T15:59:00Z",
    order_id: null,
  },
];

export const tickets = (language: MockLanguage): ShopTicket[] => [
  {
    id: 2,
    ticket_no: "T-00002",
    title: words("催派送：郑州积压", "Chase: Zhengzhou backlog")[language],
    state: "open",
    resolution: null,
    opened_at: "2026-11-24T02:13:00Z",
  },
  {
    id: 1,
    ticket_no: "T-00001",
    title: words("核对签收人", "Who signed for it")[language],
    state: "resolved",
    resolution: words("快递核实由家人签收，买家已确认。", "The courier confirmed a family member signed.")[language],
    opened_at: "2026-11-12T02:13:00Z",
  },
];

export const conversation: ConversationView = {
  id: 5,
  state: "active",
  session_no: 1,
  order_id: 17,
  order_no: "202611190000017",
  shopper: shopper("zh-CN"),
  opened_desk_ms: 250_000,
  accepted_desk_ms: 262_000,
  waiting_since_desk_ms: null,
  first_reply_desk_ms: 270_000,
  snoozed_until_desk_ms: null,
  closed_desk_ms: null,
  unread: 0,
  last_message: null,
  close_reason: null,
  agent_id: 1,
  agent_read_id: 101,
  shopper_read_id: 101,
  rating: null,
  queue_position: null,
};

const said = (
  language: MockLanguage,
  id: number,
  author: MessageView["author_kind"],
  text: Words,
  more: Partial<MessageView> = {},
): MessageView => ({
  id,
  conversation_id: 5,
  session_no: 1,
  seq: id,
  author_kind: author,
  author_id: 1,
  kind: author === "system" ? "system" : "text",
  text: text[language],
  card: null,
  client_id: null,
  desk_ms: id * 1000,
  at: `2026-11-24T02:${String(10 + (id % 100)).padStart(2, "0")}:00Z`,
  ...more,
});

export const chat = (language: MockLanguage): Chat => ({
  conversation,
  invited_to_rate: false,
  next_before: null,
  messages: [
    said(language, 100, "shopper", words("", ""), { kind: "card", card: { type: "order", id: 17 } }),
    said(language, 101, "shopper", words("我的锅怎么还没到？说好 22 号到的", "Where is my pan? You promised the 22nd")),
    said(
      language,
      102,
      "agent",
      words(
        "您好，已看到您的订单：包裹 21 号到郑州转运中心后积压，已超过承诺的 22 号，非常抱歉。",
        "Hello, I can see your order: it reached the Zhengzhou hub on the 21st and is held by a backlog, past the promised 22nd. I am very sorry.",
      ),
    ),
    said(
      language,
      103,
      "agent",
      words("我已为您开了催件单，快递答复后马上告诉您。", "I have opened a chase with the courier and will tell you what they answer."),
    ),
    said(language, 104, "agent", words("", ""), { kind: "card", card: { type: "coupon", id: 8, amount_cents: 1000 } }),
  ],
});

export const snapshot = (language: MockLanguage): ShopSnapshot => ({
  seq: 412,
  epoch: "mock",
  mall: { id: 1, label: words("商城 01", "Mall 01")[language], language, zone: "Asia/Shanghai" },
  clock: { desk_ms: 312_000, mall_at: now, running: true, pace: 1 },
  shopper: shopper(language),
  conversation,
  unread: 1,
});
