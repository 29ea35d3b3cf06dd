"""From commits to sockets: facts wait until they are durable, then go to the hub, or through Redis to every
process."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import Any, Protocol

import structlog

from app.live.streams import heads, read_past
from core import metrics
from core.context import Recorded
from core.db.engine import Database
from core.live import class_stream
from core.live.frames import Fact, class_fact, fact_of
from core.live.hub import Hub

CHECK_SECONDS = 2.0
log = structlog.get_logger("live")


class Between(Protocol):
    """What carries facts from process to process (Redis)."""

    def publish(self, name: str, facts: list[Fact]) -> None: ...

    def publish_now(self, name: str, tokens: frozenset[str], by: str, words: dict[str, Any]) -> None: ...


class Feed:
    """Listens to the database's commits. `between` None: everything happens in this process."""

    def __init__(self, db: Database, between: Between | None = None) -> None:
        self.db = db
        self.hub = Hub(self._pull)
        self.between = between
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = 0
        self._waiting: dict[str, list[Fact]] = {}
        self._flushing: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        db.on_commit(self._committed)
        class_stream.listeners.append(self._said_to_class)

    def start(self) -> None:
        """On the loop that holds the sockets."""
        self._loop, self._thread = asyncio.get_running_loop(), threading.get_ident()
        if self.between is not None:
            self._keep(self._check_heads())

    async def stop(self) -> None:
        with contextlib.suppress(ValueError):
            class_stream.listeners.remove(self._said_to_class)
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._flushing is not None:
            await asyncio.gather(self._flushing, return_exceptions=True)

    def _keep(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _pull(self, name: str, after: int) -> list[Fact]:
        facts = await self.db.run(read_past, self.db, name, after)
        await self.db.durable()
        return facts

    # -- from commits
    # ------------------------------------------------------------------------------------------

    def _committed(self, mall_id: int, rows: list[Recorded]) -> None:
        metrics.EVENTS.add(len(rows))
        name = f"mall:{mall_id}"
        if self.between is None and not self.hub.watched(name):
            # Nobody looks: whoever comes later reads it from the log.
            return
        self._take(name, [fact_of(row) for row in rows])

    def _said_to_class(self, class_id: int, seq: int, kind: str, data: str) -> None:
        self._take(f"class:{class_id}", [class_fact(seq, kind, data)])

    def _take(self, name: str, facts: list[Fact]) -> None:
        if self.between is not None:
            self.between.publish(name, facts)
            return
        if self._loop is None:
            return
        if threading.get_ident() == self._thread:
            self._arrived(name, facts)
        else:
            self._loop.call_soon_threadsafe(self._arrived, name, facts)

    def _arrived(self, name: str, facts: list[Fact]) -> None:
        if not self.hub.watched(name):
            return
        self._waiting.setdefault(name, []).extend(facts)
        if self._flushing is None or self._flushing.done():
            self._flushing = asyncio.ensure_future(self._flush())

    async def _flush(self) -> None:
        """Pushes what is on the disk. Nobody is told what a power cut could still undo."""
        while self._waiting:
            ready, self._waiting = self._waiting, {}
            try:
                await self.db.durable()
            except Exception as failure:
                # Not pushed: the next push finds the gap and reads it from the log.
                log.error("not_durable", exc_info=failure)
                continue
            for name, facts in ready.items():
                await self.hub.push(name, facts)

    # -- from other processes, and what is true only now
    # ------------------------------------------------------------

    async def from_outside(self, name: str, facts: list[Fact]) -> None:
        """Facts that another process (or this one) has published."""
        await self.hub.push(name, facts)

    def tell_now(self, name: str, tokens: frozenset[str], by: str, words: dict[str, Any]) -> None:
        """Typing and the like: to every process, kept nowhere."""
        if self.between is not None:
            self.between.publish_now(name, tokens, by, words)
        else:
            self.hub.ephemeral(name, tokens, by, words)

    async def _check_heads(self) -> None:
        """Redis may lose everything: every two seconds the watched logs are asked how far they have come."""
        while True:
            await asyncio.sleep(CHECK_SECONDS)
            try:
                found = await self.db.run(heads, self.db, list(self.hub.logs))
                for name, last_seq in found.items():
                    await self.hub.catch_up(name, last_seq)
            except Exception as failure:
                log.warning("heads_not_checked", exc_info=failure)
