import { backoffMs, type Ephemeral, type LiveEvent, type Position, type ServerFrame } from "./frames";

export type Connection = { state: "connecting" | "on" } | { state: "off"; retryAt: number };

export interface StreamHandlers {
  /** An event that follows without a gap on what was seen before. */
  onEvent(event: LiveEvent): void;
  /** What we hold is not a base to go on from: fetch a fresh snapshot, then `moveTo` its position. */
  onReset(): void;
  /** Something outside the events is stale: fetch again what is shown. */
  onRefetch?(): void;
  onEphemeral?(ephemeral: Ephemeral): void;
  onReady?(): void;
}

interface Subscription {
  position: Position;
  handlers: StreamHandlers;
  waiting: boolean;
}

export interface Subscribed {
  moveTo(position: Position): void;
  stop(): void;
}

const QUIET_MS = 25_000;

/**
 * One socket for all streams of a page. It comes back by itself after a loss and goes on where it was:
 * every event is handed over exactly once and in order, or the owner is told to start from a fresh snapshot.
 */
export class LiveSocket {
  private socket: WebSocket | null = null;
  private readonly streams = new Map<string, Subscription>();
  private readonly listeners = new Set<(connection: Connection) => void>();
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private heartbeat: ReturnType<typeof setInterval> | null = null;
  private heardAt = 0;
  private closed = false;
  connection: Connection = { state: "connecting" };

  constructor(
    private readonly url: string,
    private readonly open: (url: string) => WebSocket = (address) => new WebSocket(address),
  ) {
    window.addEventListener("online", this.now);
    document.addEventListener("visibilitychange", this.now);
  }

  subscribe(stream: string, position: Position, handlers: StreamHandlers): Subscribed {
    this.streams.set(stream, { position, handlers, waiting: false });
    if (this.socket) this.ask([stream]);
    else this.connect();
    return {
      moveTo: (next) => {
        const entry = this.streams.get(stream);
        if (!entry) return;
        entry.position = next;
        entry.waiting = false;
        this.ask([stream]);
      },
      stop: () => {
        this.streams.delete(stream);
        if (this.streams.size === 0) this.hangUp();
      },
    };
  }

  typing(stream: string, conversationId: number): void {
    this.send({ typing: { stream, conversation_id: conversationId } });
  }

  onConnection(listener: (connection: Connection) => void): () => void {
    this.listeners.add(listener);
    listener(this.connection);
    return () => this.listeners.delete(listener);
  }

  close(): void {
    this.closed = true;
    window.removeEventListener("online", this.now);
    document.removeEventListener("visibilitychange", this.now);
    this.hangUp();
  }

  /** Nobody listens any more; the next subscription dials again. */
  private hangUp(): void {
    if (this.timer) clearTimeout(this.timer);
    if (this.heartbeat) clearInterval(this.heartbeat);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
    this.tell({ state: "connecting" });
  }

  /** The network is back or the page is looked at again: do not wait for the timer. */
  readonly now = (): void => {
    if (document.visibilityState === "hidden" || this.connection.state !== "off") return;
    this.connect();
  };

  private connect(): void {
    if (this.closed || this.socket) return;
    if (this.timer) clearTimeout(this.timer);
    this.tell({ state: "connecting" });
    const socket = this.open(this.url);
    this.socket = socket;
    socket.onopen = () => {
      this.attempt = 0;
      this.heardAt = Date.now();
      this.ask([...this.streams.keys()]);
      this.tell({ state: "on" });
      this.heartbeat = setInterval(() => this.beat(), QUIET_MS / 2);
    };
    socket.onmessage = (message) => {
      this.heardAt = Date.now();
      this.take(JSON.parse(String(message.data)) as ServerFrame);
    };
    socket.onclose = () => this.lost(socket);
  }

  private lost(socket: WebSocket): void {
    if (this.socket !== socket) return;
    this.socket = null;
    if (this.heartbeat) clearInterval(this.heartbeat);
    if (this.closed) return;
    const wait = backoffMs(this.attempt);
    this.attempt += 1;
    this.tell({ state: "off", retryAt: Date.now() + wait });
    this.timer = setTimeout(() => this.connect(), wait);
  }

  private beat(): void {
    if (Date.now() - this.heardAt > QUIET_MS * 1.5) {
      const dead = this.socket;
      dead?.close();
      if (dead) this.lost(dead);
      return;
    }
    this.send({ ping: Date.now() });
  }

  private ask(streams: string[]): void {
    const subscribe = streams.flatMap((stream) => {
      const entry = this.streams.get(stream);
      return entry && !entry.waiting ? [{ stream, ...entry.position }] : [];
    });
    if (subscribe.length > 0) this.send({ subscribe });
  }

  private send(frame: object): void {
    if (this.socket?.readyState === 1) this.socket.send(JSON.stringify(frame));
  }

  private tell(connection: Connection): void {
    this.connection = connection;
    for (const listener of this.listeners) listener(connection);
  }

  private take(frame: ServerFrame): void {
    if (!("stream" in frame)) return;
    const entry = this.streams.get(frame.stream);
    if (!entry) return;
    if ("reset" in frame) this.reset(entry);
    else if ("refetch" in frame) entry.handlers.onRefetch?.();
    else if ("ephemeral" in frame) entry.handlers.onEphemeral?.(frame.ephemeral);
    else if ("ready" in frame) this.ready(entry, frame);
    else this.event(entry, frame);
  }

  private reset(entry: Subscription): void {
    if (entry.waiting) return;
    entry.waiting = true;
    entry.handlers.onReset();
  }

  private ready(entry: Subscription, frame: { seq: number; epoch: string }): void {
    if (entry.waiting) return;
    if (entry.position.epoch && frame.epoch !== entry.position.epoch) {
      this.reset(entry);
      return;
    }
    entry.position = { epoch: frame.epoch, after: Math.max(entry.position.after, frame.seq) };
    entry.handlers.onReady?.();
  }

  private event(entry: Subscription, event: LiveEvent): void {
    if (entry.waiting || event.seq <= entry.position.after) return;
    if (event.prev > entry.position.after) {
      this.reset(entry);
      return;
    }
    entry.position.after = event.seq;
    entry.handlers.onEvent(event);
  }
}

let shared: LiveSocket | null = null;

/** The page's socket; made on first use. */
export function liveSocket(): LiveSocket {
  const scheme = window.location.protocol === "https:" ? "wss" : "ws";
  shared ??= new LiveSocket(`${scheme}://${window.location.host}/api/live`);
  return shared;
}
