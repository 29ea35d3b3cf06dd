import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { clockFrom, deskNow, type MallClock } from "@/live/clock";
import type { LiveEvent } from "@/live/frames";
import { type Connection, liveSocket } from "@/live/socket";
import { cockpitApi } from "./api";
import type { ClassView, DeskClock, Incident, Place, RunState, Tile } from "./types";

/** A class as last heard, with the moment its clock was heard. */
export interface HeardClass {
  view: ClassView;
  clock: MallClock;
  /** Place → desk time when its tile was heard: waits go on growing until the next one. */
  heardAt: Readonly<Record<number, number>>;
}

export const classKey = (id: number) => ["class", id] as const;

const heard = (clock: DeskClock): MallClock => clockFrom({ ...clock, mall_ms: 0, pace: 1 });

export const hear = (view: ClassView): HeardClass => ({
  view,
  clock: heard(view.clock),
  heardAt: Object.fromEntries(view.tiles.map((tile) => [tile.place_id, view.clock.desk_ms])),
});

/** The tiles as they stand at this desk time: who waits has waited longer since. */
export function tilesAt({ view, heardAt }: HeardClass, deskMs: number): Tile[] {
  return view.tiles.map((tile) => {
    const since = deskMs - (heardAt[tile.place_id] ?? deskMs);
    return tile.longest_wait_ms > 0 && since > 0 ? { ...tile, longest_wait_ms: tile.longest_wait_ms + since } : tile;
  });
}

function put<T>(items: readonly T[], item: T, same: (other: T) => boolean): T[] {
  const at = items.findIndex(same);
  return at < 0 ? [...items, item] : items.map((other, index) => (index === at ? item : other));
}

/** What a class looks like after an event: a snapshot with its events put in equals a fresh snapshot. */
export function afterEvent(now: HeardClass, event: LiveEvent): HeardClass {
  const { data } = event;
  const view: ClassView = { ...now.view, seq: event.seq };
  let { clock, heardAt } = now;
  const tile = data["tile"] as Tile | undefined;
  const place = data["place"] as Place | undefined;
  const incident = data["incident"] as Incident | undefined;
  const state = data["state"] as RunState | undefined;
  const wire = data["clock"] as DeskClock | undefined;
  if (tile) {
    view.tiles = put(view.tiles, tile, (other) => other.place_id === tile.place_id);
    heardAt = { ...heardAt, [tile.place_id]: deskNow(clock) };
  }
  if (place) view.places = put(view.places, place, (other) => other.id === place.id);
  if (incident) view.incidents = put(view.incidents, incident, (other) => other.id === incident.id);
  const over = data["incident_id"];
  if (event.kind === "class.incident.cleared" && typeof over === "number") {
    const at = String(data["cleared_at"]);
    view.incidents = view.incidents.map((one) => (one.id === over ? { ...one, cleared_at: at } : one));
  }
  if (event.kind === "class.state.changed" && state) view.state = state;
  if (wire) {
    view.clock = wire;
    clock = heard(wire);
  }
  return { view, clock, heardAt };
}

const FLUSH_MS = 1000;

/** Puts events into the kept view, tiles together at most once a second. */
function collector(queries: QueryClient, id: number) {
  let waiting: LiveEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    const events = waiting;
    waiting = [];
    queries.setQueryData<HeardClass>(classKey(id), (now) => (now ? events.reduce(afterEvent, now) : now));
  };
  return {
    take(event: LiveEvent) {
      waiting.push(event);
      if (event.kind === "class.tile.changed") timer ??= setTimeout(flush, FLUSH_MS);
      else flush();
      if (event.kind === "class.state.changed" || event.kind === "class.results.computed") void queries.invalidateQueries({ queryKey: ["results", id] });
    },
    forget() {
      if (timer) clearTimeout(timer);
      timer = null;
      waiting = [];
    },
  };
}

/** A class, kept as it is on the server. */
export function useClass(id: number) {
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: classKey(id),
    queryFn: async () => hear(await cockpitApi.view(id)),
    staleTime: Infinity,
  });
  const [connection, setConnection] = useState<Connection>({ state: "connecting" });
  const loaded = query.data !== undefined;

  useEffect(() => {
    const first = queries.getQueryData<HeardClass>(classKey(id));
    if (!loaded || !first) return;
    const socket = liveSocket();
    const collect = collector(queries, id);
    const refetch = async () => {
      collect.forget();
      await queries.invalidateQueries({ queryKey: classKey(id) });
      const fresh = queries.getQueryData<HeardClass>(classKey(id));
      if (fresh) subscribed.moveTo({ epoch: fresh.view.epoch, after: fresh.view.seq });
    };
    const subscribed = socket.subscribe(
      `class:${id}`,
      { epoch: first.view.epoch, after: first.view.seq },
      {
        onEvent: (event) => collect.take(event),
        onReset: () => void refetch(),
        onRefetch: () => void queries.invalidateQueries({ queryKey: classKey(id) }),
      },
    );
    const off = socket.onConnection(setConnection);
    return () => {
      collect.forget();
      off();
      subscribed.stop();
    };
  }, [queries, id, loaded]);

  return { data: query.data, error: query.error, refetch: query.refetch, connection };
}
