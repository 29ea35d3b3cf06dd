/** A class of fourteen for tests and screenshots. */
import type { ClassResults, ClassView, IncidentPreview, Place, RunState, Tile } from "@/cockpit/types";
import type { MockLanguage } from "./shop";

const names: Record<MockLanguage, string[]> = {
  "zh-CN": ["陈思远", "吴佳怡", "孙浩然", "周子涵", "郑雨桐", "王梓萱", "冯俊杰", "褚欣怡", "卫明轩", "蒋诗涵", "沈嘉豪", "韩雪", "杨天宇", "朱梦琪"],
  en: ["Chen Siyuan", "Wu Jiayi", "Sun Haoran", "Zhou Zihan", "Zheng Yutong", "Wang Zixuan", "Feng Junjie", "Chu Xinyi", "Wei Mingxuan", "Jiang Shihan", "Shen Jiahao", "Han Xue", "Yang Tianyu", "Zhu Mengqi"],
};

const QR =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 21 21" shape-rendering="crispEdges"><rect width="21" height="21" fill="#fff"/>' +
  Array.from({ length: 21 * 21 }, (_, at) => {
    const [x, y] = [at % 21, Math.floor(at / 21)];
    const finder = (a: number, b: number) => {
      const [dx, dy] = [Math.abs(x - a), Math.abs(y - b)];
      const ring = Math.max(dx, dy);
      return ring > 3 ? null : ring === 3 || ring < 2;
    };
    const fixed = finder(3, 3) ?? finder(17, 3) ?? finder(3, 17);
    const dark = fixed ?? ((x * 7 + y * 13 + x * y) % 5 < 2);
    return dark ? `<rect x="${x}" y="${y}" width="1" height="1"/>` : "";
  }).join("") +
  "</svg>";

const places = (language: MockLanguage, lobby: boolean): Place[] =>
  names[language].map((name, index) => ({
    id: index + 1,
    name,
    state: lobby && index > 10 ? "making" : lobby && index === 10 ? "waiting" : "ready",
    mall_id: index + 1,
    seat_id: index + 100,
  }));

export const tile = (language: MockLanguage, index: number): Tile => ({
  place_id: index + 1,
  name: names[language][index] ?? "",
  online: index !== 6,
  waiting: [1, 3, 0, 2, 0, 1, 4, 0, 1, 0, 2, 0, 1, 0][index] ?? 0,
  active: [2, 2, 1, 2, 2, 1, 0, 2, 2, 1, 2, 0, 2, 1][index] ?? 0,
  closed: [3, 1, 5, 2, 4, 3, 0, 4, 2, 5, 2, 6, 3, 4][index] ?? 0,
  longest_wait_ms: [41_000, 162_000, 0, 118_000, 0, 22_000, 245_000, 0, 35_000, 0, 96_000, 0, 12_000, 0][index] ?? 0,
  first_reply_ms: index === 6 ? null : 18_000 + index * 3_700,
  average_reply_ms: index === 6 ? null : 24_000 + index * 4_100,
  csat: index === 6 ? null : 3.4 + ((index * 7) % 16) / 10,
  cases_ended: [3, 1, 5, 2, 4, 3, 0, 4, 2, 5, 2, 6, 3, 4][index] ?? 0,
  cases_total: 10,
  payouts_cents: [1190, 0, 2380, 5000, 900, 0, 0, 1500, 700, 2100, 0, 3000, 400, 1000][index] ?? 0,
});

export function classView(language: MockLanguage, state: RunState = "running", open = true): ClassView {
  const lobby = state === "draft" || state === "ready";
  return {
    id: 3,
    name: language === "en" ? "E-commerce 2 · round 1" : "电商 2 班 · 第一场",
    state,
    language,
    join_code: "7K3MQP",
    seq: 90,
    epoch: "mock",
    network: {
      open,
      addresses: open ? ["http://192.168.1.5:8000", "http://10.0.4.12:8000"] : [],
      qr_svg: open ? QR : null,
      join_url: open ? "http://192.168.1.5:8000/join/7K3MQP" : "http://127.0.0.1:8000/join/7K3MQP",
    },
    places: places(language, lobby),
    tiles: lobby ? [] : names[language].map((_, index) => tile(language, index)),
    clock: { desk_ms: lobby ? 0 : state === "ended" ? 600_000 : 318_000, running: state === "running" },
    duration_ms: 600_000,
    capacity: 2,
    incidents: lobby
      ? []
      : [
          {
            id: 1,
            kind: "hub_backlog",
            params: { hub_id: 4, hub: language === "en" ? "Zhengzhou hub" : "郑州转运中心", days: 2 },
            fired_at: "2026-11-24T02:14:00Z",
            orders_hit: 182,
            clears: true,
            cleared_at: null,
          },
        ],
  };
}

export const incidentOptions = (language: MockLanguage) => ({
  kinds: [
    {
      kind: "hub_backlog",
      params: [
        { name: "hub_id" as const, least: null, most: null, default: null },
        { name: "days" as const, least: 1, most: 7, default: 2 },
      ],
      clears: true,
      force_majeure: false,
    },
  ],
  carriers: [],
  hubs: (language === "en"
    ? ["Zhengzhou hub", "Wuhan hub", "Chengdu hub", "Guangzhou hub"]
    : ["郑州转运中心", "武汉转运中心", "成都转运中心", "广州转运中心"]
  ).map((name, index) => ({ id: index + 4, name, orders: [13, 9, 22, 0][index] ?? 0 })),
});

export const preview = (language: MockLanguage): IncidentPreview => ({
  orders_per_mall: 13,
  malls: 14,
  sample: Array.from({ length: 5 }, (_, index) => ({
    order_no: `20261119000${100 + index * 7}`,
    shopper_nick: (language === "en" ? ["fishlover_min", "old_wang", "sunny", "zz_home", "leaf"] : ["敏敏爱吃鱼", "老王在路上", "晴天", "郑州小院", "一片叶子"])[index] ?? "",
    city: (language === "en" ? ["Zhengzhou", "Luoyang", "Xi'an", "Kaifeng", "Taiyuan"] : ["郑州市", "洛阳市", "西安市", "开封市", "太原市"])[index] ?? "",
    promised_at: `2026-11-2${5 + (index % 3)}T15:59:00Z`,
  })),
});

export const results = (language: MockLanguage): ClassResults => ({
  computed_at: "2026-11-24T02:30:00Z",
  rows: names[language].map((name, index) => ({
    place_id: index + 1,
    name,
    score: index === 6 ? null : 58 + ((index * 11) % 39),
    cases_scored: index === 6 ? 0 : 8 + (index % 3),
    csat: index === 6 ? null : 3.4 + ((index * 7) % 16) / 10,
    first_reply_ms: index === 6 ? null : 18_000 + index * 3_700,
    average_reply_ms: index === 6 ? null : 24_000 + index * 4_100,
    answered_3m: index === 6 ? null : 0.72 + (index % 5) * 0.06,
    contradicted: index % 3,
    knock_outs: index % 7 === 1 ? 1 : 0,
    result_url: `/result/3?place=${index + 1}`,
  })),
});

export const classes = (language: MockLanguage) => ({
  items: [
    { id: 3, name: classView(language).name, state: "running" as const, join_code: "7K3MQP", joined: 14, created_at: "2026-11-24T01:50:00Z" },
    { id: 2, name: language === "en" ? "E-commerce 1 · trial" : "电商 1 班 · 试讲", state: "ended" as const, join_code: "P4XQ", joined: 38, created_at: "2026-11-20T01:50:00Z" },
  ],
});
