"""The Celery application. Its one task of work is "run the job of this id": what a job is stands in the jobs
table."""

from __future__ import annotations

from typing import Any

from celery import Celery

from core.db.engine import Database
from core.jobs.service import hint, run_job, waiting

RUN, SWEEP, REASSIGN = "malldrill.run_job", "malldrill.sweep", "malldrill.reassign"
MEMORY = "memory://localhost/"
QUEUE = "malldrill"


def make_celery(broker: str, db: Database | None = None, *, reassign: Any = None) -> Celery:
    """A Celery app on that broker; with a database it can work, without one it can only send."""
    app = Celery("malldrill", broker=broker, set_as_current=False)
    app.conf.update(
        task_default_queue=QUEUE,
        task_serializer="json",
        accept_content=["json"],
        task_ignore_result=True,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        worker_send_task_events=False,
        broker_connection_retry_on_startup=True,
        broker_transport_options={"polling_interval": 0.05} if broker == MEMORY else {"socket_timeout": 5},
        beat_schedule={
            "jobs nobody works on": {"task": SWEEP, "schedule": 30.0, "options": {"expires": 25}},
            "malls nobody drives": {"task": REASSIGN, "schedule": 5.0, "options": {"expires": 4}},
        },
    )
    if db is not None:
        _tasks(app, db, reassign)
        # The threads of the pool look tasks up in the default app.
        app.set_default()
    return app


def _tasks(app: Celery, db: Database, reassign: Any) -> None:
    @app.task(name=RUN, shared=False)  # type: ignore[untyped-decorator]
    def run(job_id: str) -> None:
        try:
            run_job(db, job_id)
        finally:
            db.close_thread()

    @app.task(name=SWEEP, shared=False)  # type: ignore[untyped-decorator]
    def sweep() -> None:
        for job_id in waiting(db):
            hint(job_id)

    @app.task(name=REASSIGN, shared=False)  # type: ignore[untyped-decorator]
    def assign() -> None:
        if reassign is not None:
            reassign()
