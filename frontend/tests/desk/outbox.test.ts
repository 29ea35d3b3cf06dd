import { beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "@/api/errors";
import { createDrafts } from "@/desk/state/drafts";
import { createOutbox } from "@/desk/state/outbox";
import { en } from "@/i18n/en";
import { zhCN } from "@/i18n/zh-CN";
import { startI18n } from "@/i18n";
import { message } from "./fixtures";

beforeEach(async () => {
  window.localStorage.clear();
  await startI18n({ "zh-CN": zhCN, en }, "zh-CN");
});

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("the outbox", () => {
  it("sends in order with the client id, and forgets what has arrived", async () => {
    const said: string[] = [];
    const arrived = vi.fn();
    const outbox = createOutbox("1", {
      send: async (_, body) => {
        said.push(`${body.text}:${body.client_id.length}`);
        return message(said.length, { client_id: body.client_id });
      },
    }, arrived);
    outbox.send(5, "text", "a");
    outbox.send(5, "text", "b");
    await settle();
    expect(said).toEqual(["a:32", "b:32"]);
    expect(arrived).toHaveBeenCalledTimes(2);
    expect(outbox.store.getState().items).toEqual([]);
  });

  it("keeps what could not be sent over a reload and sends it under the same id", async () => {
    const ids: string[] = [];
    let reachable = false;
    const api = {
      send: async (_: number, body: { client_id: string }) => {
        ids.push(body.client_id);
        if (!reachable) throw new TypeError("Failed to fetch");
        return message(1, { client_id: body.client_id });
      },
    };
    createOutbox("1", api, vi.fn()).send(5, "text", "a");
    await settle();
    const after = createOutbox("1", api, vi.fn());
    expect(after.store.getState().items.map((item) => item.state)).toEqual(["pending"]);
    reachable = true;
    after.flushAll();
    await settle();
    expect(new Set(ids).size).toBe(1);
    expect(after.store.getState().items).toEqual([]);
  });

  it("shows a refusal with its reason and goes on with the next", async () => {
    const outbox = createOutbox("1", {
      send: async (_, body) => {
        if (body.text === "bad") throw new ApiError(422, "message_too_long");
        return message(1, { client_id: body.client_id });
      },
    }, vi.fn());
    outbox.send(5, "text", "bad");
    outbox.send(5, "text", "good");
    await settle();
    expect(outbox.store.getState().items.map((item) => [item.text, item.state, item.error])).toEqual([
      ["bad", "failed", zhCN.common.errors.message_too_long],
    ]);
  });
});

describe("drafts", () => {
  it("are kept in the browser at once and on the server a moment later", async () => {
    vi.useFakeTimers();
    const saveDraft = vi.fn(async (_id: number, _kind: string, text: string, version: number) => ({ text, version }));
    const drafts = createDrafts("1", { saveDraft }, 300);
    drafts.write(5, "reply", "您");
    drafts.write(5, "reply", "您好");
    expect(createDrafts("1", { saveDraft }).textOf(5, "reply")).toBe("您好");
    vi.advanceTimersByTime(300);
    expect(saveDraft.mock.calls).toEqual([[5, "reply", "您好", 2]]);
    vi.useRealTimers();
  });

  it("take the server's only when it is newer", () => {
    const drafts = createDrafts("1", { saveDraft: vi.fn() });
    drafts.write(5, "note", "ours");
    drafts.adopt(5, "note", { text: "older", version: 1 });
    expect(drafts.textOf(5, "note")).toBe("ours");
    drafts.adopt(5, "note", { text: "newer", version: 7 });
    expect(drafts.textOf(5, "note")).toBe("newer");
  });
});
