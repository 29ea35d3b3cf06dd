/** What tests of whole pages share: the small server through MSW, and a live line the test speaks on. */
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { vi } from "vitest";
import { answer, type Asked } from "./answer";

export const asked: Asked[] = [];
export const wish = new URLSearchParams();

export const server = setupServer(
  http.all("*/api/*", async ({ request }) => {
    const url = new URL(request.url);
    const text = await request.text();
    const question: Asked = {
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      body: text ? (JSON.parse(text) as Record<string, unknown>) : null,
      language: "zh-CN",
      wish,
    };
    asked.push(question);
    const reply = answer(question);
    return HttpResponse.json(reply.body as object, { status: reply.status });
  }),
);

/** The commands sent to a path, in order. */
export const commands = (ending: string) =>
  asked.filter((question) => question.method !== "GET" && question.path.endsWith(ending));

/** Stands for the browser's WebSocket; the test says what the server pushes. */
export class LineInHand {
  static last: LineInHand | null = null;
  readyState = 1;
  sent: Record<string, unknown>[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  constructor() {
    LineInHand.last = this;
    queueMicrotask(() => this.onopen?.());
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }
  close(): void {
    this.readyState = 3;
    this.onclose?.();
  }
  push(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  /** An event that follows on `seq - 1`. */
  event(stream: string, seq: number, kind: string, data: object, deskMs = 320_000): void {
    this.push({
      stream, seq, prev: seq - 1, kind, v: 1, desk_ms: deskMs, mall_at: "2026-11-24T02:21:00Z", actor: "agent:1", subject: "", data,
    });
  }
}

/** Call before each test of a page. */
export function freshPage(path: string): void {
  asked.length = 0;
  for (const key of [...wish.keys()]) wish.delete(key);
  window.localStorage.clear();
  window.history.replaceState(null, "", path);
  vi.stubGlobal("WebSocket", LineInHand);
  window.scrollTo = () => undefined;
  // jsdom knows the element but not how to open it.
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
}
