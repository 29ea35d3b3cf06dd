/** The server in small: what it answers to a request. MSW serves it in tests, a Vite plugin in the browser. */
import * as cockpit from "./cockpit";
import { orders } from "./orders";
import * as shop from "./shop";
import type { MockLanguage } from "./shop";

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown> | null;
  language: MockLanguage;
  /** What the test wants to see: the state of the class, whether the server is open to the class network. */
  wish?: URLSearchParams;
}
export interface Answered {
  status: number;
  body: unknown;
}

const ok = (body: unknown, status = 200): Answered => ({ status, body });
const missing = (what: string): Answered => ({ status: 404, body: { code: "not_found", params: { what }, request_id: "mock" } });

let nextMessage = 900;

function shopAnswer(asked: Asked, rest: string): Answered {
  const { language, query } = asked;
  const [room, id, verb] = rest.split("/");
  const products = shop.goods(language);
  if (room === "snapshot") return ok({ ...shop.snapshot(language), conversation: shopChat(asked).conversation });
  if (room === "home") return ok({ categories: shop.categories(language), featured: products.slice(0, 12) });
  if (room === "products" && id) {
    const found = products.find((product) => product.id === Number(id));
    return found ? ok(found) : missing("product");
  }
  if (room === "products") {
    const wanted = products.filter(
      (product) =>
        (!query.get("category") || product.category_id === Number(query.get("category"))) &&
        product.title.toLowerCase().includes((query.get("q") ?? "").toLowerCase()),
    );
    return ok({ items: wanted, next: null });
  }
  if (room === "orders" && id && verb) return ok({}, 201);
  if (room === "orders" && id) {
    const found = orders(language).find((order) => order.id === Number(id));
    return found ? ok(found) : missing("order");
  }
  if (room === "orders") return ok({ items: orders(language).map(shop.row), next: null });
  if (room === "coupons") return ok({ items: shop.coupons() });
  if (room === "tickets") return ok({ items: shop.tickets(language) });
  if (room === "chat" && id === "messages") {
    nextMessage += 1;
    return ok(
      {
        id: nextMessage,
        conversation_id: 5,
        session_no: 1,
        seq: nextMessage,
        author_kind: "shopper",
        author_id: 44,
        kind: "text",
        text: "",
        card: null,
        desk_ms: 320_000,
        at: shop.now,
        ...asked.body,
      },
      201,
    );
  }
  if (room === "chat" && !id) return ok(shopChat(asked));
  if (room === "chat") return ok({});
  return missing(rest);
}

function shopChat(asked: Asked) {
  const chat = shop.chat(asked.language);
  switch (asked.wish?.get("chat")) {
    case "none":
      return { conversation: null, messages: [], next_before: null, invited_to_rate: false };
    case "queued":
      return {
        ...chat,
        conversation: { ...shop.conversation, state: "queued" as const, queue_position: 3, agent_id: null, first_reply_desk_ms: null },
        messages: chat.messages.slice(0, 2),
      };
    case "closed":
      return { ...chat, conversation: { ...shop.conversation, state: "closed" as const }, invited_to_rate: true };
    default:
      return chat;
  }
}

function cockpitAnswer(asked: Asked, rest: string): Answered {
  const { language, wish } = asked;
  const [, id, verb, more] = rest.split("/");
  const state = (wish?.get("state") ?? "running") as Parameters<typeof cockpit.classView>[1];
  if (!id) return asked.method === "POST" ? ok(cockpit.classView(language, "ready"), 201) : ok(cockpit.classes(language));
  if (!verb) return ok(cockpit.classView(language, state, wish?.get("open") !== "no"));
  if (verb === "incidents" && more === "options") return ok(cockpit.incidentOptions(language));
  if (verb === "incidents" && more === "preview") return ok(cockpit.preview(language));
  if (verb === "results") return ok(cockpit.results(language));
  return ok(cockpit.classView(language, state), asked.method === "POST" ? 201 : 200);
}

export function answer(asked: Asked): Answered {
  const inShop = /^\/api\/shop\/\d+\/(.*)$/.exec(asked.path);
  if (inShop) return shopAnswer(asked, inShop[1] ?? "");
  const inCockpit = /^\/api\/cockpit\/(classes.*)$/.exec(asked.path);
  if (inCockpit) return cockpitAnswer(asked, inCockpit[1] ?? "");
  if (asked.path === "/api/me")
    return ok({
      account: { id: 1, name: "demo", kind: "trainee", language: asked.language },
      seats: [{ id: shop.seat, mall_id: 1, run_id: 1, role: "shopper", label: "" }],
      runs: [],
      settings: { amber_ms: 100_000, red_ms: 180_000, version: "0.0.0" },
    });
  return missing(asked.path);
}
