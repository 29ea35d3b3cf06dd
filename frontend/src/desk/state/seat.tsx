import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { useShallow } from "zustand/react/shallow";
import { type DeskApi, deskApi } from "@/api/desk";
import type { QueryClient } from "@tanstack/react-query";
import { newQueryClient } from "@/api/query";
import { controlRun, run } from "@/api/people";
import type { DeskSnapshot } from "@/api/types";
import { createLiveStore, feedStore, type LiveState, type LiveStore, type SeatFeed } from "@/live/store";
import { staleKeys } from "@/live/stale";
import { byId } from "@/live/views";
import type { LiveEvent } from "@/live/frames";

export interface Seat {
  seat: string;
  api: DeskApi;
  live: LiveStore;
  queries: QueryClient;
  feed: SeatFeed | null;
  /** What a snapshot says and no event changes, but the agent's own row. */
  snapshot: DeskSnapshot | null;
  error: unknown;
  onEvent(listener: (event: LiveEvent) => void): () => void;
}

const SeatContext = createContext<Seat | null>(null);

/** The seat this page is open at. */
export function useSeat(): Seat {
  const seat = useContext(SeatContext);
  if (!seat) throw new Error("not inside a seat");
  return seat;
}

/** A part of the live store; shallowly compared, so that pieces may be picked together. */
export function useLive<T>(pick: (state: LiveState) => T): T {
  return useSeat().live(useShallow(pick));
}

export function useSettings() {
  const snapshot = useSeat().snapshot;
  return snapshot?.settings ?? { amber_ms: 100_000, red_ms: 180_000, capacity: 2, idle_close_ms: 600_000, idle_warning_ms: 300_000 };
}

/** The agent at this seat, as last heard. */
export function useMe() {
  const { snapshot } = useSeat();
  const agents = useLive((state) => state.views.agents);
  const me = snapshot?.me ?? null;
  return me ? (agents[me.id] ?? me) : null;
}

/** The run this mall belongs to: who may control it, how long it lasts. */
export function useRun() {
  const { snapshot } = useSeat();
  const id = snapshot?.run_id ?? null;
  return useQuery({ queryKey: ["run", id ?? 0], queryFn: () => run(id ?? 0), enabled: id !== null }).data ?? null;
}

export function useRunControl() {
  const { snapshot, queries } = useSeat();
  const id = snapshot?.run_id ?? null;
  return async (verb: "pause" | "resume" | "end") => {
    if (id === null) return;
    const next = await controlRun(id, verb);
    queries.setQueryData(["run", id], next);
  };
}

export function SeatProvider({ seat, children }: { seat: string; children: ReactNode }) {
  const [queries] = useState(newQueryClient);
  const [live] = useState(createLiveStore);
  const [listeners] = useState(() => new Set<(event: LiveEvent) => void>());
  const [feed, setFeed] = useState<SeatFeed | null>(null);
  const [snapshot, setSnapshot] = useState<DeskSnapshot | null>(null);
  const [error, setError] = useState<unknown>(null);
  const api = useMemo(() => deskApi(seat), [seat]);

  useEffect(() => {
    const opened = feedStore<DeskSnapshot>(live, {
      stream: `seat:${seat}`,
      load: api.snapshot,
      read: (fresh) => ({
        position: { epoch: fresh.epoch, after: fresh.seq },
        clock: fresh.clock,
        views: {
          conversations: byId(fresh.conversations),
          tickets: byId(fresh.tickets),
          approvals: byId(fresh.approvals),
          agents: byId(fresh.agents),
        },
      }),
      onSnapshot: (fresh) => {
        setError(null);
        setSnapshot(fresh);
        queries.setQueryData(["kpi"], fresh.kpi);
        queries.setQueryData(["disruptions"], fresh.disruptions);
        void queries.invalidateQueries({ queryKey: ["conversation"] });
      },
      onEvent: (event) => {
        for (const queryKey of staleKeys(event)) void queries.invalidateQueries({ queryKey: [...queryKey] });
        if (event.kind.startsWith("core.")) void queries.invalidateQueries({ queryKey: ["run"] });
        for (const listener of listeners) listener(event);
      },
      onRefetch: () => void queries.invalidateQueries(),
      onError: setError,
    });
    setFeed(opened);
    return () => opened.stop();
  }, [seat, api, live, queries, listeners]);

  const value = useMemo<Seat>(
    () => ({
      seat,
      api,
      live,
      queries,
      feed,
      snapshot,
      error,
      onEvent: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    }),
    [seat, api, live, queries, feed, snapshot, error, listeners],
  );
  return (
    <QueryClientProvider client={queries}>
      <SeatContext value={value}>{children}</SeatContext>
    </QueryClientProvider>
  );
}
