import { create, type StoreApi, type UseBoundStore } from "zustand";
import type { MessageView } from "@/api/types";
import { clockFrom, type MallClock } from "./clock";
import type { Ephemeral, LiveEvent, Position } from "./frames";
import { type Connection, type LiveSocket, liveSocket, type Subscribed } from "./socket";
import { addMessages, applyViews, noViews, type Views } from "./views";

export interface LiveState {
  views: Views;
  clock: MallClock | null;
  connection: Connection;
  seq: number;
  epoch: string;
  loaded: boolean;
  ended: boolean;
  /** Conversation → when its other side was last typing (performance time). */
  typing: Readonly<Record<number, number>>;
}

export type LiveStore = UseBoundStore<StoreApi<LiveState>>;

export const emptyLive: LiveState = {
  views: noViews,
  clock: null,
  connection: { state: "connecting" },
  seq: 0,
  epoch: "",
  loaded: false,
  ended: false,
  typing: {},
};

type WireClock = Parameters<typeof clockFrom>[0];

/** What a page holds after an event: the reducer of the live store, pure but for the hearing time. */
export function received(state: LiveState, event: LiveEvent, heardAt: number = performance.now()): LiveState {
  const next: LiveState = { ...state, seq: event.seq, views: applyViews(state.views, event.data) };
  const wire = event.data["clock"] as WireClock | undefined;
  if (wire && typeof wire.desk_ms === "number") {
    next.clock = clockFrom(wire, heardAt);
  } else if (state.clock && state.clock.running && event.desk_ms > state.clock.deskMs) {
    const mallMs = Date.parse(event.mall_at);
    // Events are a little late, never early: only move our clock forward to them.
    const ours = state.clock.deskMs + (heardAt - state.clock.heardAt);
    if (event.desk_ms > ours) next.clock = { ...state.clock, deskMs: event.desk_ms, mallMs, heardAt };
  }
  if (event.kind === "core.mall.ended") {
    next.ended = true;
    if (next.clock) next.clock = { ...next.clock, running: false };
  }
  const message = event.data["message"] as MessageView | undefined;
  if (message && message.conversation_id in state.typing && message.author_kind === "shopper") {
    next.typing = Object.fromEntries(
      Object.entries(state.typing).filter(([id]) => Number(id) !== message.conversation_id),
    );
  }
  return next;
}

export function createLiveStore(): LiveStore {
  return create<LiveState>(() => emptyLive);
}

export interface SeatFeed {
  /** Fetches the snapshot again and goes on from there. */
  reload(): Promise<void>;
  typing(conversationId: number): void;
  addMessages(messages: readonly MessageView[]): void;
  stop(): void;
}

export interface FeedOptions<S> {
  stream: string;
  load(): Promise<S>;
  /** Position and views of a snapshot. */
  read(snapshot: S): { position: Position; views: Partial<Views>; clock: WireClock | null };
  onSnapshot?(snapshot: S): void;
  onEvent?(event: LiveEvent): void;
  onRefetch?(): void;
  onEphemeral?(ephemeral: Ephemeral): void;
  onError?(error: unknown): void;
  socket?: LiveSocket;
}

/** Keeps a store equal to a seat (or class) on the server: snapshot first, then its events without gap or repeat. */
export function feedStore<S>(store: LiveStore, options: FeedOptions<S>): SeatFeed {
  const socket = options.socket ?? liveSocket();
  let subscribed: Subscribed | null = null;
  let stopped = false;

  const reload = async (): Promise<void> => {
    let snapshot: S;
    try {
      snapshot = await options.load();
    } catch (error) {
      if (!stopped) options.onError?.(error);
      if (!stopped && store.getState().loaded) setTimeout(() => void reload(), 2000);
      return;
    }
    if (stopped) return;
    const { position, views, clock } = options.read(snapshot);
    store.setState((state) => ({
      loaded: true,
      seq: position.after,
      epoch: position.epoch,
      // Messages of open chats are not in a snapshot: keep them, they are merged when fetched again.
      views: { ...noViews, messages: state.views.messages, ...views },
      clock: clock ? clockFrom(clock) : state.clock,
    }));
    options.onSnapshot?.(snapshot);
    if (subscribed) subscribed.moveTo(position);
    else {
      subscribed = socket.subscribe(options.stream, position, {
        onEvent: (event) => {
          store.setState((state) => received(state, event));
          options.onEvent?.(event);
        },
        onReset: () => {
          void reload().then(() => options.onRefetch?.());
        },
        onRefetch: () => options.onRefetch?.(),
        onEphemeral: (ephemeral) => {
          if (ephemeral.kind === "typing" && ephemeral.conversation_id !== undefined) {
            const id = ephemeral.conversation_id;
            store.setState((state) => ({ typing: { ...state.typing, [id]: performance.now() } }));
          }
          options.onEphemeral?.(ephemeral);
        },
      });
    }
  };

  const offConnection = socket.onConnection((connection) => store.setState({ connection }));
  void reload();
  return {
    reload,
    typing: (conversationId) => socket.typing(options.stream, conversationId),
    addMessages: (messages) => store.setState((state) => ({ views: addMessages(state.views, messages) })),
    stop: () => {
      stopped = true;
      offConnection();
      subscribed?.stop();
    },
  };
}
