"""`malldrill worker` and `malldrill beat`."""

from __future__ import annotations

import os
import socket
import sys
from threading import Thread
from typing import Any

from app import rooms
from app.classes import ClassThread
from app.say import Trouble
from app.starting import opened
from app.warming import read_a_line_of_each_language
from core import logs
from core.ids import SystemIds
from core.settings import Settings


def run_worker(settings: Settings, concurrency: int) -> int:
    """Runs jobs and drives malls until told to stop. Raises Trouble."""
    _prepare(settings)
    from celery import bootsteps

    from app.cluster.engine import ClusterEngine
    from app.cluster.wire import Publisher
    from app.jobs.celery_app import RUN, make_celery
    from core.jobs import service as jobs
    from core.live import class_stream
    from core.live.frames import class_fact, fact_of

    rooms.load()
    db = opened(settings, migrate=False)
    publisher = Publisher(settings.redis_url)
    db.on_commit(lambda mall_id, rows: publisher.publish(f"mall:{mall_id}", [fact_of(row) for row in rows]))
    class_stream.listeners.append(
        lambda class_id, seq, kind, data: publisher.publish(
            f"class:{class_id}", [class_fact(seq, kind, data)]
        )
    )
    name = f"{socket.gethostname()}:{os.getpid()}:{SystemIds().token(4)}"
    engine = ClusterEngine(db, settings.redis_url, name)
    classes = ClassThread(db)
    app = make_celery(settings.redis_url, db, reassign=engine.look_for_malls)
    jobs.hints.append(lambda job_id: _send(app, RUN, job_id))

    class EngineStep(bootsteps.StartStopStep):  # type: ignore[misc]
        """One engine loop for each worker."""

        def start(self, parent: Any) -> None:
            engine.start()
            classes.start()
            Thread(target=read_a_line_of_each_language, name="warming", daemon=True).start()

        def stop(self, parent: Any) -> None:
            classes.stop()
            engine.stop()

        def terminate(self, parent: Any) -> None:
            engine.stop()

    app.steps["worker"].add(EngineStep)
    worker = app.Worker(
        hostname=f"malldrill@{name}", pool="threads", concurrency=concurrency, loglevel="WARNING",
        optimization="fair", quiet=True, without_gossip=True, without_mingle=True, redirect_stdouts=False,
    )  # fmt: skip
    worker.start()
    publisher.close()
    db.close()
    return int(worker.exitcode or 0)


def _send(app: Any, task: str, job_id: str) -> None:
    try:
        app.send_task(task, (job_id,), retry=False)
    except Exception as failure:
        logs.of("jobs").warning("hint_lost", failure=type(failure).__name__)


def run_beat(settings: Settings) -> int:
    """Sends the recurring work. Its own times are kept in memory: a late sweep harms nothing. Raises
    Trouble."""
    _prepare(settings)
    from celery.beat import Scheduler

    from app.jobs.celery_app import make_celery

    make_celery(settings.redis_url).Beat(
        scheduler_cls=Scheduler, loglevel="WARNING", quiet=True, redirect_stdouts=False, max_interval=5
    ).run()
    return 0


def _prepare(settings: Settings) -> None:
    import redis

    logs.set_up(settings.log_level)
    sys.setswitchinterval(0.0005)
    if not settings.cluster:
        raise Trouble("needs_cluster")
    try:
        redis.Redis.from_url(settings.redis_url, socket_connect_timeout=3).ping()
    except redis.RedisError:
        raise Trouble("redis_away", url=settings.redis_url.rpartition("@")[2]) from None
