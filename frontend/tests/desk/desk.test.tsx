import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { DeskSnapshot } from "@/api/types";
import Desk from "@/desk/Desk";
import { useDesk } from "@/desk/state/desk";
import { startI18n } from "@/i18n";
import { en } from "@/i18n/en";
import { zhCN } from "@/i18n/zh-CN";
import { ThemeProvider } from "@/theme/ThemeProvider";
import { agent, conversation, message, order, replies } from "./fixtures";

const spread = { mean: null, median: null, p90: null };
const kpi = {
  first_reply_ms: spread, substantive_ms: spread, average_reply_ms: null, answered_30s: null, answered_3m: null, turns: 0,
  conversations: 0, csat: null, rated: 0, open: 1, waiting: 1, abandoned: 0, invited: 0, reply_rate: null, unanswered: 0,
  version: 1,
};
const snapshot: DeskSnapshot = {
  seq: 7, epoch: "e", run_id: 1, mall: { id: 1, label: "", language: "zh-CN", zone: "Asia/Shanghai" },
  clock: { desk_ms: 60_000, mall_at: "2026-11-24T01:00:00.000Z", running: true, pace: 1 }, me: agent, agents: [agent],
  settings: { amber_ms: 100_000, red_ms: 180_000, capacity: 2, idle_close_ms: 600_000, idle_warning_ms: 300_000 },
  conversations: [
    conversation(5, { waiting_since_desk_ms: 50_000, unread: 1, last_message: message(3, { text: "在吗" }) }),
    conversation(6, { state: "queued", agent_id: null, opened_desk_ms: 40_000, shopper: { id: 2, nick: "树懒起床了", name: "赵", level: 1, hue: 3 } }),
  ],
  approvals: [], tickets: [], disruptions: [], kpi,
};
const customer = { shopper: { ...order().shopper, phone_masked: "129****0583", member_since_at: "2024-06-27T00:00:00.000Z" }, orders: [], coupons: [], tickets: [], conversations: [] };
const asked: { path: string; body: unknown; key: string | null }[] = [];
const desk = (path: string) => `*/api/desk/12/${path}`;

const server = setupServer(
  http.get(desk("snapshot"), () => HttpResponse.json(snapshot)),
  http.get(desk("kpi"), () => HttpResponse.json(kpi)),
  http.get(desk("quick-replies"), () => HttpResponse.json({ items: replies })),
  http.get(desk("conversations/5"), () =>
    HttpResponse.json({ conversation: snapshot.conversations[0], messages: [message(3)], next_before: null, drafts: {}, customer }),
  ),
  http.get(desk("conversations/6"), () =>
    HttpResponse.json({ conversation: conversation(6), messages: [], next_before: null, drafts: {}, customer }),
  ),
  http.put(desk("conversations/:id/drafts/:kind"), async ({ request }) => HttpResponse.json(await request.json())),
  http.get(desk("customers/:id"), () => HttpResponse.json(customer)),
  http.get(desk("orders/17"), () => HttpResponse.json({ ...order(), notes: [], tickets: [], seller_flag: null })),
  http.get("*/api/runs/1", () => HttpResponse.json({ id: 1, state: "running", can_control: true, duration_ms: 600_000 })),
  http.post(desk("*"), async ({ request }) => {
    const path = new URL(request.url).pathname.split("/desk/12/")[1] ?? "";
    const body = (await request.json().catch(() => null)) as Record<string, unknown> | null;
    asked.push({ path, body, key: request.headers.get("Idempotency-Key") });
    if (path.endsWith("/accept")) return HttpResponse.json(conversation(6, { state: "active" }));
    if (path.endsWith("/messages")) return HttpResponse.json(message(9, { author_kind: "agent", ...body }), { status: 201 });
    if (path.endsWith("/payouts")) return HttpResponse.json({ state: "approval_requested", payout_id: null, approval_id: 3 }, { status: 201 });
    return HttpResponse.json({});
  }),
);

class SilentSocket {
  readyState = 0;
  close() {}
  send() {}
}

beforeAll(async () => {
  vi.stubGlobal("WebSocket", SilentSocket);
  server.listen({ onUnhandledRequest: "error" });
  await startI18n({ "zh-CN": zhCN, en }, "zh-CN");
});
beforeEach(() => {
  asked.length = 0;
  window.localStorage.clear();
  useDesk.setState({ dialog: null, mode: {}, orderOf: {}, side: "order" });
  window.history.replaceState(null, "", "/desk/12/chats/5");
});
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const words = zhCN.desk;
const sent = () => asked.filter((one) => one.path.endsWith("/messages"));

async function open() {
  render(
    <ThemeProvider>
      <Desk seat="12" />
    </ThemeProvider>,
  );
  return screen.findByRole<HTMLTextAreaElement>("textbox", { name: words.composer.label });
}

describe("the composer", () => {
  it("sends by Enter with the client id as key, and is empty at once", async () => {
    const composer = await open();
    await userEvent.type(composer, "您好{Enter}");
    expect(composer).toHaveValue("");
    await waitFor(() => expect(sent()).toHaveLength(1));
    const { body, key } = sent()[0] ?? { body: null, key: null };
    expect(body).toMatchObject({ kind: "text", text: "您好", client_id: key });
  });

  it("leaves Enter to the input method while it composes", async () => {
    const composer = await open();
    await userEvent.type(composer, "nihao");
    fireEvent.keyDown(composer, { key: "Enter", isComposing: true });
    fireEvent.keyDown(composer, { key: "Enter", keyCode: 229 });
    expect(composer).toHaveValue("nihao");
    expect(sent()).toHaveLength(0);
  });

  it("finds a quick reply by its letters, fills its variables by Tab, and does not send an open one", async () => {
    const composer = await open();
    await screen.findByText("2026111700151945");
    await userEvent.type(composer, "/nh");
    await screen.findByRole("option", { selected: true });
    await userEvent.keyboard("{Enter}");
    expect(composer).toHaveValue("您好{buyer}，我是客服{agent}。");
    await userEvent.keyboard("{Enter}");
    expect(sent()).toHaveLength(0);
    await userEvent.keyboard("{Tab}");
    await waitFor(() => expect(composer).toHaveValue("您好甲方别回头，我是客服{agent}。"));
    await userEvent.keyboard("{Tab}");
    await waitFor(() => expect(composer).toHaveValue("您好甲方别回头，我是客服陈晓。"));
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(sent()).toHaveLength(1));
  });

  it("writes a note the shopper never gets", async () => {
    await open();
    fireEvent.keyDown(document, { code: "KeyP", altKey: true });
    const note = await screen.findByRole("textbox", { name: words.composer.noteLabel });
    await userEvent.type(note, "答应下午回{Enter}");
    await waitFor(() => expect(sent()[0]?.body).toMatchObject({ kind: "note", text: "答应下午回" }));
  });
});

describe("the desk", () => {
  it("takes the next shopper by a click in the queue", async () => {
    await open();
    const queue = screen.getByRole("list", { name: words.queue.queued });
    await userEvent.click(within(queue).getByRole("button"));
    await waitFor(() => expect(asked.map((one) => one.path)).toContain("conversations/6/accept"));
  });

  it("says before it is submitted that a payout above the limit goes to the lead", async () => {
    await open();
    await screen.findByText("2026111700151945");
    fireEvent.keyDown(document, { code: "KeyH", altKey: true });
    const dialog = await screen.findByRole("dialog", { name: words.dialog.payout.title });
    await userEvent.click(within(dialog).getByRole("radio", { name: zhCN.common.payoutReason.goodwill }));
    await userEvent.type(within(dialog).getByRole("textbox"), "80");
    expect(within(dialog).getByText(words.dialog.payout.above)).toBeVisible();
    await userEvent.keyboard("{Enter}");
    await waitFor(() =>
      expect(asked.at(-1)).toMatchObject({ path: "orders/17/payouts", body: { amount_cents: 8000, reason: "goodwill", conversation_id: 5 } }),
    );
  });
});
