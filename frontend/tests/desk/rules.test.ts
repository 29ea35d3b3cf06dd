import { describe, expect, it } from "vitest";
import { itemsOf } from "@/desk/chat/items";
import { matching, slashAt } from "@/desk/chat/phrases";
import { blanksIn, fillNext, valuesOf } from "@/desk/chat/variables";
import { lateCreditCents, refundableCents, refundPath, usedOfLimitCents } from "@/desk/dialogs/rules";
import { frozenOrder, groupsOf, movedCount, urgencyOf, waitedMs } from "@/desk/queue/rules";
import { centsOf, money, yuan } from "@/lib/money";
import { dayTime, stopwatch } from "@/lib/time";
import { agent, conversation, message, order, replies } from "./fixtures";

describe("the queue", () => {
  const limits = { amber_ms: 100_000, red_ms: 180_000 };
  it("turns amber at the first limit and red at the second", () => {
    expect([null, 99_999, 100_000, 179_999, 180_000].map((ms) => urgencyOf(ms, limits))).toEqual([
      "calm", "calm", "amber", "amber", "red",
    ]);
  });
  it("counts a queued shopper's wait from coming in, an answered one not at all, a closed one never", () => {
    expect(waitedMs(conversation(1, { state: "queued", opened_desk_ms: 2000 }), 12_000)).toBe(10_000);
    expect(waitedMs(conversation(1), 12_000)).toBeNull();
    expect(waitedMs(conversation(1, { state: "closed", waiting_since_desk_ms: 0 }), 12_000)).toBeNull();
  });
  it("puts who waits longest first and leaves out the chats of others", () => {
    const groups = groupsOf(
      [
        conversation(1),
        conversation(2, { waiting_since_desk_ms: 9000 }),
        conversation(3, { waiting_since_desk_ms: 4000 }),
        conversation(4, { agent_id: 2 }),
        conversation(5, { state: "snoozed" }),
        conversation(6, { state: "queued", agent_id: null, opened_desk_ms: 8000 }),
        conversation(7, { state: "queued", agent_id: null, opened_desk_ms: 5000 }),
        conversation(8, { state: "closed", agent_id: 2 }),
      ],
      1,
    );
    expect(groups.mine.map((one) => one.id)).toEqual([3, 2, 1]);
    expect(groups.queued.map((one) => one.id)).toEqual([7, 6]);
    expect([groups.snoozed.length, groups.closed.length]).toEqual([1, 1]);
  });
  it("does not move rows under the pointer: what was there stays, new ones come last", () => {
    expect(frozenOrder([3, 2, 1], [4, 1, 3])).toEqual([3, 1, 4]);
    expect(movedCount([3, 1, 4], [4, 1, 3])).toBe(2);
  });
});

describe("quick replies", () => {
  it("are searched by shortcut, initials and title, the best first", () => {
    expect(matching(replies, "cj").map((one) => one.shortcut)).toEqual(["cj", "cjda"]);
    expect(matching(replies, "zgk").map((one) => one.shortcut)).toEqual(["cjda"]);
    expect(matching(replies, "物流").map((one) => one.shortcut)).toEqual(["ckwl"]);
    expect(matching(replies, "")).toHaveLength(4);
  });
  it("open only for a slash that begins the line of the caret", () => {
    expect(slashAt("/cj", 3)).toEqual({ from: 0, query: "cj" });
    expect(slashAt("您好\n/cj", 6)).toEqual({ from: 3, query: "cj" });
    expect(slashAt("1/2", 3)).toBeNull();
    expect(slashAt("//", 2)).toBeNull();
  });
});

describe("variables", () => {
  const values = valuesOf(conversation(5), order(), agent);
  it("come from the open order and its newest scan", () => {
    expect(values).toMatchObject({
      buyer: "甲方别回头", carrier: "云驿快递", tracking_no: "YY846177807970", last_scan: "快件积压", eta: "11-27", agent: "陈晓",
    });
    expect(values.amount).toBeUndefined();
  });
  it("are filled one after another, and one without a value is left to the agent", () => {
    const once = fillNext("您好{buyer}，{carrier}", values);
    expect(once?.text).toBe("您好甲方别回头，{carrier}");
    expect(fillNext(once?.text ?? "", values)?.next).toBeNull();
    expect(fillNext("补偿{amount}元", values)).toBeNull();
  });
  it("leave other braces alone", () => {
    expect(blanksIn("{x} {eta}").map((blank) => blank.name)).toEqual(["eta"]);
  });
});

describe("the transcript", () => {
  const out = (client_id: string, state: "pending" | "failed" = "pending") => ({
    client_id, conversation_id: 5, kind: "text" as const, text: "hi", card: null, at: 0, state, error: null,
  });
  it("shows a sent message once, also while the server's copy and ours are both here", () => {
    const items = itemsOf([message(1), message(2, { author_kind: "agent", client_id: "a" })], [out("a"), out("b")], null, 0);
    expect(items.map((item) => [item.key, item.send])).toEqual([["m1", null], ["a", "sent"], ["b", "pending"]]);
  });
  it("marks what the shopper has read, and never a note", () => {
    const mine = { author_kind: "agent" as const };
    const items = itemsOf([message(1, mine), message(2, mine), message(3, { ...mine, kind: "note" })], [], 1, 0);
    expect(items.map((item) => item.send)).toEqual(["read", "sent", null]);
  });
  it("begins a new session with a line", () => {
    const items = itemsOf([message(1), message(2, { session_no: 2 })], [], null, 0);
    expect(items.map((item) => item.session)).toEqual([null, 2]);
  });
});

describe("money and refunds", () => {
  it("reckon the late credit by the policy: 5 %, at least 1, at most 30 yuan", () => {
    expect([1000, 37_800, 100_000].map(lateCreditCents)).toEqual([100, 1890, 3000]);
  });
  it("know which way a refund goes from where the goods are", () => {
    expect(refundPath(order())).toBe("in_transit");
    expect(refundPath(order({ state: "paid", consignments: [] }))).toBe("not_dispatched");
    expect(refundPath(order({ state: "delivered" }))).toBe("received");
    expect(refundableCents(order({ refunded_cents: 800 }))).toBe(37_000);
  });
  it("count goodwill and coupons against the agent's limit, a due credit not", () => {
    const paid = { id: 1, state: "paid", requested_at: "", paid_at: "", requested_by: null, approved_by: null };
    const used = usedOfLimitCents(
      order({
        payouts: [
          { ...paid, reason: "late_credit", amount_cents: 1890 },
          { ...paid, id: 2, reason: "goodwill", amount_cents: 2000 },
        ],
      }),
    );
    expect(used).toBe(2000);
  });
  it("are written and read as yuan", () => {
    expect([yuan(1495), yuan(2000), money(123_456), money(-5)]).toEqual(["14.95", "20", "¥1,234.56", "-¥0.05"]);
    expect([centsOf("14.95"), centsOf("20"), centsOf("9.9"), centsOf("a"), centsOf("1.234")]).toEqual([1495, 2000, 990, null, null]);
  });
});

describe("times", () => {
  it("of the mall are shown in the mall's zone", () => {
    expect(dayTime("2026-11-22T14:00:00.000Z")).toBe("11-22 22:00");
    expect(dayTime(null)).toBe("—");
  });
  it("of the desk run like a stopwatch", () => {
    expect([stopwatch(65_000), stopwatch(3_665_000), stopwatch(-1)]).toEqual(["01:05", "1:01:05", "00:00"]);
  });
});
