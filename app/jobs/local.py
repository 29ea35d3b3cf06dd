"""Jobs in the single process: a Celery worker in a thread, on a broker in memory."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import TYPE_CHECKING, Any

import structlog

from core.db.engine import Database
from core.jobs import service

if TYPE_CHECKING:
    from celery import Celery

SWEEP_SECONDS = 30.0
WARM_SECONDS = 0.5
THREADS = 2
START_SECONDS = 20
log = structlog.get_logger("jobs")


class LocalJobs:
    """Celery takes a third of a second to import: it comes shortly after the first page, or with the first
    job."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._celery: Celery | None = None
        self._worker: Any = None
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._stopped = False
        self._sweeper: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Jobs that a killed process left behind wait again; whatever waits begins."""
        service.free_after_restart(self.db)
        service.hints.append(self.send)
        self._sweeper = asyncio.ensure_future(self._sweep())

    async def stop(self) -> None:
        """Lets the job at hand end (it would begin again at the next start), takes no other."""
        self._stopped = True
        with contextlib.suppress(ValueError):
            service.hints.remove(self.send)
        if self._sweeper is not None:
            self._sweeper.cancel()
            await asyncio.gather(self._sweeper, return_exceptions=True)
        if self._worker is not None:
            worker = self._worker
            await asyncio.to_thread(lambda: worker.stop())

    def send(self, job_id: str) -> None:
        """Hands a job to the worker. From any thread; only the first time, with the import, in one of its
        own."""
        if self._celery is not None:
            self._send(job_id)
            return
        threading.Thread(target=self._send, args=(job_id,), name="job-hint", daemon=True).start()

    def _send(self, job_id: str) -> None:
        if (celery := self._ready()) is not None:
            from app.jobs.celery_app import RUN

            celery.send_task(RUN, (job_id,))

    def _ready(self) -> Celery | None:
        with self._starting:
            if self._stopped:
                return None
            if self._celery is None:
                self._celery = self._started()
            return self._celery

    def _started(self) -> Celery | None:
        """Celery with its worker up. Nothing is sent before: Celery's lazy parts are not made for two
        threads that first touch them at the same time (seen: a worker that never took anything)."""
        from app.jobs.celery_app import MEMORY, make_celery

        celery = make_celery(MEMORY, self.db)
        up = threading.Event()

        self._thread = threading.Thread(target=self._work, args=(celery, up), name="jobs", daemon=True)
        self._thread.start()
        if not up.wait(START_SECONDS):
            # The next sweep tries again with a worker of its own; a job is taken by one of them only.
            log.error("jobs_not_started")
            return None
        return celery

    def _work(self, celery: Celery, up: threading.Event) -> None:
        from celery.worker import WorkController

        class Worker(WorkController):  # type: ignore[misc]
            def on_consumer_ready(self, consumer: Any) -> None:
                up.set()

        try:
            self._worker = Worker(
                app=celery, hostname="jobs@localhost", pool_cls="threads", concurrency=THREADS,
                without_heartbeat=True, without_mingle=True,
                without_gossip=True, quiet=True, task_events=False,
            )  # fmt: skip
            self._worker.start()
        except Exception as failure:
            log.error("jobs_thread_ended", exc_info=failure)

    async def _sweep(self) -> None:
        await asyncio.sleep(WARM_SECONDS)
        # In a thread, so that the import does not hold up the first page.
        await asyncio.to_thread(self._ready)
        while True:
            try:
                for job_id in service.waiting(self.db):
                    self.send(job_id)
            except Exception as failure:
                log.error("sweep_failed", exc_info=failure)
            await asyncio.sleep(SWEEP_SECONDS)
