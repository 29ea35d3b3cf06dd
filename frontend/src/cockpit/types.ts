/** The shapes of /api/cockpit and of the class stream. */

export type RunState = "draft" | "ready" | "running" | "paused" | "ended";

export interface ClassRow {
  id: number;
  name: string;
  state: RunState;
  join_code: string;
  joined: number;
  created_at: string;
}

export interface Place {
  id: number;
  name: string;
  state: "waiting" | "making" | "ready" | "failed";
  mall_id: number | null;
  seat_id: number | null;
}

export interface Tile {
  place_id: number;
  name: string;
  online: boolean;
  waiting: number;
  active: number;
  closed: number;
  longest_wait_ms: number;
  first_reply_ms: number | null;
  average_reply_ms: number | null;
  csat: number | null;
  cases_ended: number;
  cases_total: number;
  payouts_cents: number;
}

export interface Incident {
  id: number;
  kind: string;
  params: { hub_id?: number | null; hub?: string; days?: number; [more: string]: unknown };
  fired_at: string;
  orders_hit: number;
}

export interface DeskClock {
  desk_ms: number;
  running: boolean;
}

export interface ClassView {
  id: number;
  name: string;
  state: RunState;
  language: string;
  join_code: string;
  seq: number;
  epoch: string;
  network: { open: boolean; addresses: string[]; qr_svg: string | null; join_url: string };
  places: Place[];
  tiles: Tile[];
  clock: DeskClock;
  duration_ms: number;
  capacity: number;
  incidents: Incident[];
}

export interface IncidentOptions {
  hubs: { id: number; name: string; orders: number }[];
  kinds: string[];
}

export interface IncidentPreview {
  orders_per_mall: number;
  malls: number;
  sample: { order_no: string; shopper_nick: string; city: string; promised_at: string | null }[];
}

export interface ResultRow {
  place_id: number;
  name: string;
  score: number | null;
  cases_scored: number;
  csat: number | null;
  first_reply_ms: number | null;
  average_reply_ms: number | null;
  answered_3m: number | null;
  contradicted: number;
  knock_outs: number;
  result_url: string;
}

export interface ClassResults {
  rows: ResultRow[];
  computed_at: string | null;
}
