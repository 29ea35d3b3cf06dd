import { describe, expect, it } from "vitest";
import { LiveSocket } from "@/live/socket";

class Quiet {
  static made = 0;
  readyState = 1;
  onopen: (() => void) | null = null;
  onmessage: unknown = null;
  onclose: (() => void) | null = null;
  constructor() {
    Quiet.made += 1;
  }
  send(): void {}
  close(): void {
    this.onclose?.();
  }
}

describe("the line to the server", () => {
  it("is dialled again when another class is opened after the last one was left", () => {
    const line = new LiveSocket("ws://class", () => new Quiet() as unknown as WebSocket);
    const handlers = { onEvent: () => undefined, onReset: () => undefined };
    const position = { epoch: "e", after: 0 };
    line.subscribe("class:1", position, handlers).stop();
    line.subscribe("class:2", position, handlers);
    expect(Quiet.made).toBe(2);
    expect(line.connection.state).toBe("connecting");
    line.close();
  });
});
