/** What travels on /api/live. */
export interface LiveEvent {
  stream: string;
  seq: number;
  /** The event of this stream before this one: a gap shows when we have not seen it. */
  prev: number;
  kind: string;
  v: number;
  desk_ms: number;
  mall_at: string;
  actor: string;
  subject: string;
  data: Record<string, unknown>;
}

export interface Ephemeral {
  kind: string;
  conversation_id?: number;
  author_kind?: string;
  author_id?: number | null;
}

export type ServerFrame =
  | LiveEvent
  | { stream: string; ready: true; seq: number; epoch: string }
  | { stream: string; reset: true }
  | { stream: string; refetch: true }
  | { stream: string; ephemeral: Ephemeral }
  | { pong: number }
  | { error: { code: string } };

export interface Position {
  epoch: string;
  after: number;
}

/** Seconds to wait before the n-th try to reconnect: quick at first, at most 10, spread so that a class does not knock at once. */
export function backoffMs(attempt: number, chance: number = Math.random()): number {
  const base = Math.min(10_000, 500 * 2 ** Math.min(attempt, 6));
  return Math.round(base * (0.6 + 0.4 * chance));
}
