/** The orders of the small mall. */
import type { OrderDetail, OrderLine } from "@/shop/types";
import { coupons, goods, type MockLanguage, now, shopper, type Words, words } from "./shop";

const line = (language: MockLanguage, id: number, productIndex: number, refunded = 0): OrderLine => {
  const product = goods(language)[productIndex];
  if (!product) throw new Error("no such product in the mock");
  const variant = product.variants[0];
  const price = variant?.price_cents ?? product.price_cents;
  return {
    id,
    product_id: product.id,
    title: product.title,
    options: variant?.options ?? {},
    picture: product.picture,
    price_cents: price,
    discount_cents: 0,
    paid_cents: price,
    refunded_cents: refunded,
    aftersale: refunded > 0 ? "done" : "none",
  };
};

const hubs: Record<string, Words> = {
  departed: words("杭州转运中心", "Hangzhou hub"),
  arrived: words("郑州转运中心", "Zhengzhou hub"),
  backlog: words("郑州转运中心", "Zhengzhou hub"),
};
const scanWords: Record<string, Words> = {
  label_created: words("商家已打印面单，等待云程快递揽收", "Label printed, waiting for Yuncheng Express to collect"),
  collected: words("【杭州】云程快递已揽收，包裹已交到快递网点", "[Hangzhou] Collected by Yuncheng Express"),
  departed: words("【杭州转运中心】快件已发出，下一站郑州转运中心", "[Hangzhou hub] Left for Zhengzhou hub"),
  arrived: words("快件已到达【郑州转运中心】", "Arrived at [Zhengzhou hub]"),
  backlog: words(
    "【郑州转运中心】快件积压，正在加紧分拣，时效将有延迟",
    "[Zhengzhou hub] Backlog, sorting as fast as possible, expect delay",
  ),
};

const orderBase = (language: MockLanguage, id: number, state: string, lines: OrderLine[]): OrderDetail => {
  const total = lines.reduce((sum, unit) => sum + unit.paid_cents, 0);
  const address = {
    "zh-CN": { name: "李敏", province: "河南省", city: "郑州市", district: "金水区", street: "春藤路 18 号 3 幢 502 室" },
    en: { name: "Min Li", province: "Henan", city: "Zhengzhou", district: "Jinshui", street: "18 Chunteng Road, 3-502" },
  }[language];
  return {
    id,
    shopper: shopper(language),
    payments: [],
    order_no: `2026111900${String(id).padStart(5, "0")}`,
    state,
    lines,
    goods_cents: total,
    discount_cents: 0,
    freight_cents: 0,
    total_cents: total,
    captured_cents: state === "pending_payment" ? 0 : total,
    refunded_cents: lines.reduce((sum, unit) => sum + unit.refunded_cents, 0),
    placed_at: "2026-11-19T05:12:00Z",
    paid_at: state === "pending_payment" ? null : "2026-11-19T05:13:20Z",
    dispatch_due_at: "2026-11-21T05:13:20Z",
    promised_at: "2026-11-22T15:59:00Z",
    shipped_at: null,
    delivered_at: null,
    completed_at: null,
    cancelled_at: null,
    address: { ...address, phone_masked: "1**-****-4471" },
    buyer_note: "",
    consignments: [],
    refunds: [],
    payouts: [],
    coupons: [],
    returns: [],
    tickets: [],
  };
};

export function orders(language: MockLanguage): OrderDetail[] {
  const late: OrderDetail = {
    ...orderBase(language, 17, "shipped", [line(language, 171, 2), line(language, 172, 2)]),
    shipped_at: "2026-11-20T09:30:00Z",
    consignments: [
      {
        id: 31,
        tracking_no: "YC3120047719",
        carrier: { id: 1, code: "YC", name: words("云程快递", "Yuncheng Express")[language], hotline: "95000-11" },
        state: "in_transit",
        exception: "delayed",
        eta_at: "2026-11-25T15:00:00Z",
        created_at: "2026-11-20T02:00:00Z",
        collected_at: "2026-11-20T09:30:00Z",
        work_orders: [],
        pieces: 1,
        each_piece: [],
        path: (["departed", "arrived"] as const).map((code, index) => ({
          hub_id: index + 1,
          name: hubs[code]?.[language] ?? "",
          city: "",
          state: index === 0 ? ("passed" as const) : ("here" as const),
          at: null,
        })),
        signed_at: null,
        signed_by: null,
        scans: [
          ["label_created", "2026-11-20T02:00:00Z"],
          ["collected", "2026-11-20T09:30:00Z"],
          ["departed", "2026-11-20T14:10:00Z"],
          ["arrived", "2026-11-21T20:45:00Z"],
          ["backlog", "2026-11-22T08:00:00Z"],
        ].map(([code, at], index) => ({
          id: index + 1,
          code: code ?? "",
          at: at ?? "",
          hub: hubs[code ?? ""]?.[language] ?? null,
          params: {},
          text: scanWords[code ?? ""]?.[language] ?? "",
        })),
      },
    ],
    payouts: [{ id: 3, amount_cents: 1190, reason: "late_credit", state: "paid", requested_at: "2026-11-24T02:11:00Z", paid_at: "2026-11-24T02:11:00Z" }],
    coupons: coupons().slice(0, 1),
    tickets: [
      { id: 2, ticket_no: "T-00002", title: words("催派送：郑州积压", "Chase: Zhengzhou backlog")[language], state: "open" },
    ],
  };
  const back: OrderDetail = {
    ...orderBase(language, 9, "shipped", [line(language, 91, 9)]),
    shipped_at: "2026-11-20T09:30:00Z",
    returns: [
      {
        id: 4,
        order_id: 9,
        kind: "refund_only",
        path: "in_transit",
        state: "intercepting",
        reason: "late_delivery",
        amount_cents: line(language, 91, 9).paid_cents,
        requested_at: "2026-11-23T03:00:00Z",
      },
    ],
  };
  return [
    orderBase(language, 21, "pending_payment", [line(language, 211, 12)]),
    orderBase(language, 20, "paid", [line(language, 201, 5)]),
    late,
    back,
    { ...orderBase(language, 5, "completed", [line(language, 51, 15), line(language, 52, 16)]), completed_at: now },
    { ...orderBase(language, 3, "cancelled", [line(language, 31, 18, 1)]), cancelled_at: now },
  ];
}
