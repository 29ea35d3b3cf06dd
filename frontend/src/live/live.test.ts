import { describe, expect, it } from "vitest";
import type { ConversationView, MessageView } from "@/api/types";
import { deskNow, mallNow } from "./clock";
import { backoffMs, type LiveEvent } from "./frames";
import { LiveSocket } from "./socket";
import { staleKeys } from "./stale";
import { emptyLive, received } from "./store";
import { applyViews, mergeMessages, noViews } from "./views";

const message = (id: number, text = "hi"): MessageView => ({
  id, conversation_id: 5, session_no: 1, seq: id, author_kind: "shopper", author_id: 1, kind: "text", text,
  card: null, client_id: null, desk_ms: id * 1000, at: "2026-09-21T00:00:00Z",
});
const chat = (state: ConversationView["state"]): ConversationView => ({
  id: 5, state, session_no: 1, shopper: { id: 1, nick: "li", name: "Li", level: 3, hue: 20 }, order_id: 17,
  order_no: "2026", agent_id: null, opened_desk_ms: 0, accepted_desk_ms: null, waiting_since_desk_ms: 0,
  first_reply_desk_ms: null, snoozed_until_desk_ms: null, closed_desk_ms: null, unread: 0, agent_read_id: null,
  shopper_read_id: null, last_message: null, rating: null, close_reason: null, queue_position: null,
});
const event = (seq: number, prev: number, data: Record<string, unknown> = {}, kind = "helpdesk.message.sent"): LiveEvent => ({
  stream: "seat:1", seq, prev, kind, v: 1, desk_ms: seq * 1000, mall_at: "2026-09-21T00:00:00Z", actor: "agent:1",
  subject: "conversation:5", data,
});

class FakeSocket {
  static last: FakeSocket;
  readyState = 1;
  sent: Record<string, unknown>[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  constructor() {
    FakeSocket.last = this;
  }
  send(text: string) {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }
  close() {
    this.onclose?.();
  }
  say(frame: object) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

function connected() {
  const seen: number[] = [];
  let resets = 0;
  const socket = new LiveSocket("ws://mall/api/live", () => new FakeSocket() as unknown as WebSocket);
  const subscribed = socket.subscribe("seat:1", { epoch: "e1", after: 10 }, {
    onEvent: (one) => seen.push(one.seq),
    onReset: () => (resets += 1),
  });
  FakeSocket.last.onopen?.();
  return { socket, subscribed, seen, resets: () => resets, wire: FakeSocket.last };
}

describe("a view in an event", () => {
  it("replaces the one of the same id, so that an old snapshot becomes a fresh one", () => {
    const old = applyViews(noViews, { conversation: chat("queued") });
    const now = applyViews(old, { conversation: chat("active"), message: message(7) });
    expect(now.conversations).toEqual({ 5: chat("active") });
    expect(now.messages[5]).toEqual([message(7)]);
  });
  it("is the same when it comes twice", () => {
    const once = applyViews(noViews, { conversation: chat("active"), message: message(7) });
    expect(applyViews(once, { conversation: chat("active"), message: message(7) })).toEqual(once);
  });
  it("of a shop record changes no view and says what to fetch again", () => {
    expect(applyViews(noViews, { order_id: 17, payout_id: 2 })).toBe(noViews);
    expect(staleKeys(event(1, 0, { order_id: 17, shopper_id: 4 }, "shop.payout.paid"))).toEqual([
      ["order", 17], ["orders"], ["customer", 4],
    ]);
    expect(staleKeys(event(1, 0, { reference: "order:9" }, "logistics.parcel.scanned"))).toEqual([["order", 9]]);
  });
});

describe("messages", () => {
  it("stay in order and are never doubled, however they come", () => {
    const merged = mergeMessages([message(3), message(9)], [message(5), message(3, "again")]);
    expect(merged.map((one) => [one.id, one.text])).toEqual([[3, "again"], [5, "hi"], [9, "hi"]]);
  });
});

describe("the socket", () => {
  it("says where it stands and hands over what follows, once", () => {
    const { wire, seen } = connected();
    expect(wire.sent[0]).toEqual({ subscribe: [{ stream: "seat:1", epoch: "e1", after: 10 }] });
    wire.say(event(11, 10));
    wire.say(event(11, 10));
    wire.say(event(14, 11));
    expect(seen).toEqual([11, 14]);
  });
  it("asks for a fresh snapshot when something is missing, and goes on from there", () => {
    const { wire, seen, resets, subscribed } = connected();
    wire.say(event(14, 12));
    wire.say(event(15, 14));
    expect([seen, resets()]).toEqual([[], 1]);
    subscribed.moveTo({ epoch: "e1", after: 15 });
    wire.say(event(16, 15));
    expect(seen).toEqual([16]);
  });
  it("does not take an event before the snapshot for a gap", () => {
    const { wire, seen, resets } = connected();
    wire.say(event(13, 4));
    expect([seen, resets()]).toEqual([[13], 0]);
  });
  it("starts afresh when the mall was restored to another epoch", () => {
    const { wire, resets } = connected();
    wire.say({ stream: "seat:1", ready: true, seq: 3, epoch: "e2" });
    expect(resets()).toBe(1);
  });
  it("resumes after a loss from the last event seen", () => {
    const { socket, wire } = connected();
    wire.say(event(12, 10));
    wire.close();
    expect(socket.connection.state).toBe("off");
    socket.now();
    FakeSocket.last.onopen?.();
    expect(FakeSocket.last.sent[0]).toEqual({ subscribe: [{ stream: "seat:1", epoch: "e1", after: 12 }] });
  });
  it("waits longer each time, never more than ten seconds", () => {
    expect(backoffMs(0, 1)).toBe(500);
    expect(backoffMs(1, 1)).toBe(1000);
    expect(backoffMs(50, 1)).toBe(10_000);
  });
});

describe("the clocks", () => {
  const clock = { deskMs: 5000, mallMs: 100_000, pace: 12, running: true, heardAt: 1000 };
  it("run on between events, the mall at its pace", () => {
    expect(deskNow(clock, 3000)).toBe(7000);
    expect(mallNow(clock, 3000)).toBe(124_000);
  });
  it("stand still while paused", () => {
    const paused = received({ ...emptyLive, clock }, event(3, 2, {
      clock: { desk_ms: 9000, mall_ms: 5, pace: 12, running: false },
    }, "core.clock.paused"), 2000);
    expect(deskNow(paused.clock, 99_000)).toBe(9000);
  });
});
