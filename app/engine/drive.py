"""Which mall has something due next, and doing it: the part that both kinds of engine loop share."""

from __future__ import annotations

import heapq
from collections import deque

import structlog

from core import metrics
from core.db.engine import Database
from core.errors import NotFound
from core.timers.engine import advance
from core.timers.queue import ACTOR, first_due

BATCH = 6
IDLE_MS = 1_000.0
AGAIN_MS = 1_000.0
log = structlog.get_logger("engine")


class Drive:
    """Not to be used by two threads at once, but for `mark`."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._marked: deque[int] = deque()
        self._when: dict[int, float] = {}
        self._heap: list[tuple[float, int]] = []

    @property
    def malls(self) -> set[int]:
        """The malls that have something coming."""
        return set(self._when)

    def mark(self, mall_id: int) -> None:
        """The mall's next due may be earlier than thought. From any thread."""
        self._marked.append(mall_id)

    def drop(self, mall_id: int) -> None:
        """Another process drives it now."""
        self._when.pop(mall_id, None)

    def step(self) -> float:
        """Looks at marked malls, runs one batch of one mall that is due; returns how many ms may be slept
        now."""
        while self._marked:
            self._look(self._marked.popleft())
        while self._heap:
            when, mall_id = self._heap[0]
            if self._when.get(mall_id) != when:
                heapq.heappop(self._heap)
                continue
            wait = when - self.db.clock.monotonic_ms()
            if wait > 0:
                return min(wait, IDLE_MS)
            heapq.heappop(self._heap)
            self._run(mall_id, -wait)
            return 0.0
        return IDLE_MS

    def _look(self, mall_id: int) -> None:
        """Notes when the mall needs us next; a mall that does not run by the wall is not ours."""
        wait: float | None
        try:
            with self.db.reading(mall_id, ACTOR) as ctx:
                due = first_due(ctx) if ctx.mall.state == "running" and ctx.mall.kind == "live" else None
                wait = None if due is None else max(0, due.desk_ms - ctx.desk_ms)
        except NotFound:
            wait = None
        except Exception as failure:
            log.warning("mall_not_read", mall=mall_id, exc_info=failure)
            wait = AGAIN_MS
        if wait is None:
            self._when.pop(mall_id, None)
            return
        self._at(mall_id, self.db.clock.monotonic_ms() + wait)

    def _at(self, mall_id: int, when: float) -> None:
        if self._when.get(mall_id) != when:
            self._when[mall_id] = when
            heapq.heappush(self._heap, (when, mall_id))

    def _run(self, mall_id: int, late_ms: float) -> None:
        try:
            with self.db.reading(mall_id, ACTOR) as ctx:
                now = ctx.desk_ms
                running = ctx.mall.state == "running"
            if running:
                ran = advance(self.db, mall_id, now, limit=BATCH, batch=BATCH)
                metrics.ACTIONS.add(ran)
                metrics.ENGINE_LATE.seen(late_ms / 1000)
        except NotFound:
            self._when.pop(mall_id, None)
            return
        except Exception as failure:
            # A full disk, a database that restarts: the mall waits, the others go on.
            log.error("mall_stuck", mall=mall_id, exc_info=failure)
            self._at(mall_id, self.db.clock.monotonic_ms() + AGAIN_MS)
            return
        self._look(mall_id)


def running_malls(db: Database) -> list[int]:
    """Every live mall whose clock runs."""
    with db.app_reading() as app:
        rows = app.driver.all(
            "SELECT id FROM malls WHERE state = 'running' AND running_since_wall_ms IS NOT NULL"
        )
    return [int(row[0]) for row in rows]
