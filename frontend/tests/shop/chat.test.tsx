import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startI18n } from "@/i18n";
import { en } from "@/i18n/en";
import { zhCN } from "@/i18n/zh-CN";
import { liveSocket } from "@/live/socket";
import { useChatUi } from "@/shop/chat/ui";
import { ShopApp } from "@/shop/ShopApp";
import { commands, freshPage, LineInHand, server, wish } from "../mocks/page";

const zh = zhCN.shop.chat;

async function openChat() {
  const user = userEvent.setup();
  render(<ShopApp />);
  const [button] = await screen.findAllByRole("button", { name: new RegExp(zh.open) });
  if (!button) throw new Error("no way to the chat");
  await user.click(button);
  await screen.findByRole("dialog", { name: zh.title });
  return user;
}

describe("the chat with the shop", () => {
  beforeAll(async () => {
    server.listen({ onUnhandledRequest: "error" });
    await startI18n({ "zh-CN": zhCN, en }, "zh-CN");
  });
  beforeEach(() => {
    freshPage("/shop/12/p/3");
    useChatUi.setState({ seat: 0, open: false, unread: 0, about: null, draft: "", outbox: [] });
  });
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());

  it("sends words at once, and the product looked at before them", async () => {
    const user = await openChat();
    await user.type(screen.getByRole("textbox", { name: zh.input }), "有现货吗{Enter}");
    expect(screen.getByText("有现货吗")).toBeInTheDocument();
    expect(screen.getByRole("textbox", { name: zh.input })).toHaveValue("");
    await waitFor(() => expect(commands("chat/messages")).toHaveLength(2));
    const [card, text] = commands("chat/messages");
    expect(card?.body).toMatchObject({ kind: "card", card: { type: "product", id: 3 } });
    expect(text?.body).toMatchObject({ kind: "text", text: "有现货吗" });
    expect(card?.body?.["client_id"]).not.toBe(text?.body?.["client_id"]);
  });

  it("keeps a message the server refused, and sends it again under the same id", async () => {
    const user = await openChat();
    await user.click(screen.getByRole("button", { name: zh.dropAttached }));
    const say = "*/api/shop/12/chat/messages";
    server.use(http.post(say, () => HttpResponse.json({ code: "mall_not_running", params: {} }, { status: 409 })));
    await user.type(screen.getByRole("textbox", { name: zh.input }), "在吗{Enter}");
    const again = await screen.findByRole("button", { name: zh.retry });
    const first = useChatUi.getState().outbox[0]?.client_id;
    server.resetHandlers();
    await user.click(again);
    await waitFor(() => expect(commands("chat/messages")).toHaveLength(1));
    expect(commands("chat/messages")[0]?.body?.["client_id"]).toBe(first);
    await waitFor(() => expect(useChatUi.getState().outbox).toHaveLength(0));
    expect(screen.getAllByText("在吗")).toHaveLength(1);
  });

  it("sends by itself, once, what was written without a line, when the line is back", async () => {
    const user = await openChat();
    await user.click(screen.getByRole("button", { name: zh.dropAttached }));
    server.use(http.post("*/api/shop/12/chat/messages", () => HttpResponse.error()));
    await user.type(screen.getByRole("textbox", { name: zh.input }), "还在吗{Enter}");
    await screen.findByRole("button", { name: zh.retry }, { timeout: 4000 });
    server.resetHandlers();
    act(() => LineInHand.last?.close());
    act(() => liveSocket().now());
    await waitFor(() => expect(commands("chat/messages")).toHaveLength(1), { timeout: 4000 });
    await waitFor(() => expect(useChatUi.getState().outbox).toHaveLength(0));
    expect(screen.getAllByText("还在吗")).toHaveLength(1);
  }, 20_000);

  it("shows what the agent says when it is said, and marks it read", async () => {
    await openChat();
    await screen.findByText(/已为您开了催件单/);
    const message = {
      id: 120, conversation_id: 5, session_no: 1, seq: 413, author_kind: "agent", author_id: 1, kind: "text",
      text: "快递说今晚发出", card: null, client_id: null, desk_ms: 321_000, at: "2026-11-24T02:22:00Z",
    };
    act(() => LineInHand.last?.event("seat:12", 413, "helpdesk.message.sent", { message }));
    expect(await screen.findByText("快递说今晚发出")).toBeInTheDocument();
    await waitFor(() => expect(commands("chat/read").at(-1)?.body).toEqual({ message_id: 120 }));
    expect(useChatUi.getState().unread).toBe(0);
  });

  it("says how many are ahead, and asks before leaving the queue", async () => {
    wish.set("chat", "queued");
    const user = await openChat();
    expect(await screen.findByText(zh.queuedPlace.replace("{{count}}", "3"))).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: zh.leave }));
    expect(commands("chat/leave")).toHaveLength(0);
    await user.click(screen.getByRole("button", { name: zh.leaveYes }));
    await waitFor(() => expect(commands("chat/leave")).toHaveLength(1));
  });

  it("asks for stars when the session is over", async () => {
    wish.set("chat", "closed");
    const user = await openChat();
    await user.click(await screen.findByRole("radio", { name: zh.rate.stars.replace("{{count}}", "4") }));
    await user.click(screen.getByRole("button", { name: zh.rate.send }));
    await waitFor(() => expect(commands("chat/rating")[0]?.body).toEqual({ stars: 4, text: "" }));
  });

  it("keeps the words written when the page goes away", async () => {
    const user = await openChat();
    await user.type(screen.getByRole("textbox", { name: zh.input }), "还没写完");
    useChatUi.setState({ seat: 0, draft: "" });
    act(() => useChatUi.getState().begin(12, 0));
    expect(screen.getByRole("textbox", { name: zh.input })).toHaveValue("还没写完");
  });
});
