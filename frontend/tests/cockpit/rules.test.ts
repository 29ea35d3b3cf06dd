import { act, renderHook } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { afterEvent, hear, tilesAt } from "@/cockpit/classFeed";
import { scalable } from "@/cockpit/room/qr";
import { ranked } from "@/cockpit/results/ResultsTable";
import { compareTiles, firstOrder, WORST_WAITING } from "@/cockpit/wall/columns";
import { useSteadyOrder } from "@/cockpit/wall/useSteadyOrder";
import type { LiveEvent } from "@/live/frames";
import { classView, results, tile } from "../mocks/cockpit";

const event = (seq: number, kind: string, data: Record<string, unknown>): LiveEvent => ({
  stream: "class:3", seq, prev: seq - 1, kind, v: 1, desk_ms: 0, mall_at: "", actor: "", subject: "", data,
});

describe("the class stream", () => {
  it("put into an old view of the class equals a fresh view", () => {
    const old = hear(classView("zh-CN", "ready"));
    const fresh = { ...classView("zh-CN", "running"), seq: 110, incidents: [] };
    const events = [
      ...fresh.places.map((place, index) => event(91 + index, "class.place.joined", { place })),
      event(105, "class.state.changed", { state: "running", clock: fresh.clock }),
      ...fresh.tiles.map((one, index) => event(106 + index, "class.tile.changed", { tile: one })),
      event(110, "class.tile.changed", { tile: fresh.tiles[0] }),
    ];
    expect(events.reduce(afterEvent, old).view).toEqual(fresh);
  });

  it("lets waits grow until the next tile, but not while nobody waits", () => {
    const now = hear(classView("zh-CN", "running"));
    const { desk_ms: desk } = now.view.clock;
    const later = tilesAt(now, desk + 5000);
    expect(later.map((one) => one.longest_wait_ms)).toEqual(
      now.view.tiles.map((one) => (one.longest_wait_ms > 0 ? one.longest_wait_ms + 5000 : 0)),
    );
  });

  it("does not double an incident heard twice", () => {
    const now = hear(classView("zh-CN"));
    const incident = now.view.incidents[0];
    expect(afterEvent(now, event(91, "class.incident.fired", { incident })).view.incidents).toHaveLength(1);
  });
});

describe("the wall", () => {
  const tiles = [0, 1, 2, 3, 6].map((index) => tile("zh-CN", index));

  it("shows the worst wait first", () => {
    const order = [...tiles].sort(compareTiles(WORST_WAITING, "zh-CN")).map((one) => one.longest_wait_ms);
    expect(order).toEqual([...order].sort((a, b) => b - a));
  });

  it("keeps what was not measured at the end, whichever way it is sorted", () => {
    for (const descending of [true, false]) {
      const order = [...tiles].sort(compareTiles({ column: "csat", descending }, "zh-CN"));
      expect(order.at(-1)?.csat).toBeNull();
    }
    expect(firstOrder("csat").descending).toBe(false);
  });

  it("does not move under the pointer, counts what would move, and takes the true order when let go", () => {
    const compare = compareTiles(WORST_WAITING, "zh-CN");
    const idOf = (one: (typeof tiles)[number]) => one.place_id;
    const { result, rerender } = renderHook(
      ({ rows, hold }) => useSteadyOrder(rows, idOf, compare, hold),
      { initialProps: { rows: tiles, hold: false } },
    );
    const before = result.current.rows.map(idOf);
    rerender({ rows: tiles, hold: true });
    const changed = tiles.map((one) => (one.place_id === 3 ? { ...one, longest_wait_ms: 900_000 } : one));
    rerender({ rows: changed, hold: true });
    expect(result.current.rows.map(idOf)).toEqual(before);
    expect(result.current.rows.find((one) => one.place_id === 3)?.longest_wait_ms).toBe(900_000);
    expect(result.current.moved).toBeGreaterThan(0);
    act(() => result.current.apply());
    expect(result.current.rows[0]?.place_id).toBe(3);
    rerender({ rows: tiles, hold: false });
    expect(result.current.rows.map(idOf)).toEqual(before);
    expect(result.current.moved).toBe(0);
  });
});

describe("the result table", () => {
  it("ranks by score, equal scores alike, and those without a score last and unranked", () => {
    const rows = results("zh-CN").rows.slice(0, 8).map((row, index) => ({ ...row, score: index === 6 ? null : index < 2 ? 90 : 80 - index }));
    const order = ranked(rows);
    expect(order.slice(0, 3).map((one) => one.rank)).toEqual([1, 1, 3]);
    expect(order.at(-1)).toMatchObject({ rank: null, row: { place_id: 7 } });
  });
});

describe("the QR code", () => {
  it("shrinks whole: a drawing without a view box gets one", () => {
    expect(scalable('<svg width="210" height="210"><path/></svg>')).toContain('viewBox="0 0 210 210"');
    expect(scalable('<svg viewBox="0 0 9 9" width="3"></svg>')).toBe('<svg viewBox="0 0 9 9" width="3"></svg>');
  });
});
