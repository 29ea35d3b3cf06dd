import { useSyncExternalStore } from "react";

/** The two clocks of a mall as they stood when we heard, and when that was. */
export interface MallClock {
  deskMs: number;
  mallMs: number;
  pace: number;
  running: boolean;
  heardAt: number;
}

export function clockFrom(
  wire: { desk_ms: number; mall_at?: string; mall_ms?: number; pace: number; running: boolean },
  heardAt: number = performance.now(),
): MallClock {
  const mallMs = wire.mall_ms ?? (wire.mall_at ? Date.parse(wire.mall_at) : 0);
  return { deskMs: wire.desk_ms, mallMs, pace: wire.pace, running: wire.running, heardAt };
}

/** Desk time now. It stands still while the run is paused. */
export function deskNow(clock: MallClock | null, at: number = performance.now()): number {
  if (!clock) return 0;
  return clock.running ? clock.deskMs + Math.max(0, at - clock.heardAt) : clock.deskMs;
}

/** Mall time now, milliseconds of the epoch. */
export function mallNow(clock: MallClock | null, at: number = performance.now()): number {
  if (!clock) return 0;
  return clock.running ? clock.mallMs + Math.max(0, at - clock.heardAt) * clock.pace : clock.mallMs;
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
let tick = 0;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    tick += 1;
    for (const tell of listeners) tell();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer) {
      clearInterval(timer);
      timer = null;
    }
  };
}

/** Re-renders once a second, all users in step. */
export function useTick(): number {
  return useSyncExternalStore(subscribe, () => tick);
}
