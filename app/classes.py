"""What classes need to go on: the wall told once a second, runs ended when their time is over."""

from __future__ import annotations

import asyncio
import threading

import structlog

from core.db.engine import Database

FLUSH_SECONDS = 1.0
END_EVERY = 5
log = structlog.get_logger("classes")


class ClassKeeper:
    """A task on the loop of a web process. In a cluster each process tells what its own commits touched."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        from classroom.wall.service import install

        install(self.db)
        self._task = asyncio.ensure_future(self._keep())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _keep(self) -> None:
        from classroom.runs.clock import end_due
        from classroom.wall.service import flush

        turn = 0
        while True:
            await asyncio.sleep(FLUSH_SECONDS)
            turn += 1
            try:
                await self.db.run(flush, self.db)
                if turn % END_EVERY == 0:
                    await self.db.run(end_due, self.db)
            except Exception as failure:
                log.error("classes_not_kept", exc_info=failure)


class ClassThread:
    """The same for a worker, which has no loop."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="classes", daemon=True)

    def start(self) -> None:
        from classroom.wall.service import install

        install(self.db)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(3)

    def _keep(self) -> None:
        from classroom.runs.clock import end_due
        from classroom.wall.service import flush

        turn = 0
        while not self._stopped.wait(FLUSH_SECONDS):
            turn += 1
            try:
                flush(self.db)
                if turn % END_EVERY == 0:
                    end_due(self.db)
            except Exception as failure:
                log.error("classes_not_kept", exc_info=failure)
