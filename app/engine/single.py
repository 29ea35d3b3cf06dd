"""The engine of the single process: a task on the event loop that drives every running mall."""

from __future__ import annotations

import asyncio
import threading

import structlog

from app.engine.drive import Drive, running_malls
from core import metrics
from core.db.engine import Database
from core.malls.service import heartbeat, resume_after_crash

BEAT_SECONDS = 1.0
log = structlog.get_logger("engine")


class SingleEngine:
    """Sleeps until the next due thing of any mall, or until a commit schedules something."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.drive = Drive(db)
        self._woken = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._thread = threading.get_ident()
        self._tasks: list[asyncio.Task[None]] = []
        db.on_scheduled(self.wake)

    def start(self) -> int:
        """Goes on with every running mall where it was last seen alive: no burst. Returns how many run."""
        running = resume_after_crash(self.db)
        for mall_id in running_malls(self.db):
            self.drive.mark(mall_id)
        self._tasks = [asyncio.ensure_future(self._run()), asyncio.ensure_future(self._beat())]
        return running

    async def stop(self) -> None:
        """Notes how far every mall has come, and stops."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        heartbeat(self.db)

    def wake(self, mall_id: int) -> None:
        """Something was scheduled there. From any thread."""
        self.drive.mark(mall_id)
        if threading.get_ident() == self._thread:
            self._woken.set()
        else:
            self._loop.call_soon_threadsafe(self._woken.set)

    async def _run(self) -> None:
        while True:
            self._woken.clear()
            wait_ms = self.drive.step()
            if wait_ms <= 0:
                # Between two batches everybody else has a turn.
                await asyncio.sleep(0)
                continue
            try:
                async with asyncio.timeout(wait_ms / 1000):
                    await self._woken.wait()
            except TimeoutError:
                continue

    async def _beat(self) -> None:
        loop = self._loop
        while True:
            before = loop.time()
            await asyncio.sleep(BEAT_SECONDS)
            metrics.LOOP_LAG.seen(max(0.0, loop.time() - before - BEAT_SECONDS))
            metrics.ENGINE_MALLS.set(len(self.drive.malls))
            try:
                heartbeat(self.db)
            except Exception as failure:
                log.error("heartbeat_failed", exc_info=failure)
