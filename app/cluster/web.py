"""A web process of the cluster: it serves and pushes, and leaves malls and jobs to the workers."""

from __future__ import annotations

import asyncio
import contextlib
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import orjson
import redis.asyncio
import structlog
from fastapi import FastAPI

from app.cluster.wire import LOGS, NOW, Publisher, facts_of
from app.jobs.celery_app import RUN, make_celery
from app.live.feed import Feed
from core.db.engine import Database
from core.jobs import service as jobs
from core.settings import Settings

AGAIN_SECONDS = 1.0
log = structlog.get_logger("redis")


async def start_web(app: FastAPI, db: Database, settings: Settings, stack: contextlib.AsyncExitStack) -> None:
    """Joins this process to the others; `stack` undoes it."""
    publisher = Publisher(settings.redis_url)
    stack.callback(publisher.close)
    feed = app.state.feed = Feed(db, publisher)
    feed.start()
    stack.push_async_callback(feed.stop)
    db.on_scheduled(publisher.wake)
    sender = JobSender(settings.redis_url)
    jobs.hints.append(sender.send)
    stack.callback(sender.close)
    listener = asyncio.ensure_future(listen(settings.redis_url, feed))
    stack.push_async_callback(_ended, listener)


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


class JobSender:
    """Sends hints to the workers beside the request that made the job; a lost one is found by the sweeper."""

    def __init__(self, url: str) -> None:
        self._celery = make_celery(url)
        self._thread = ThreadPoolExecutor(1, "job-hint")

    def send(self, job_id: str) -> None:
        self._thread.submit(self._send, job_id)

    def _send(self, job_id: str) -> None:
        try:
            self._celery.send_task(RUN, (job_id,), retry=False)
        except Exception as failure:
            log.warning("hint_lost", failure=type(failure).__name__)

    def close(self) -> None:
        with contextlib.suppress(ValueError):
            jobs.hints.remove(self.send)
        self._thread.shutdown(wait=False, cancel_futures=True)


async def listen(url: str, feed: Feed) -> None:
    """Brings what any process publishes to this one's sockets; Redis may go and come back."""
    while True:
        client = redis.asyncio.Redis.from_url(url, socket_connect_timeout=2, health_check_interval=10)
        try:
            async with client.pubsub(ignore_subscribe_messages=True) as channel:
                await channel.psubscribe(f"{LOGS}*", f"{NOW}*")
                async for message in channel.listen():
                    await _heard(message, feed)
        except redis.RedisError as failure:
            log.warning("redis_away", failure=type(failure).__name__)
        except Exception as failure:
            log.error("listener_failed", exc_info=failure)
        finally:
            with contextlib.suppress(Exception):
                await client.aclose()
        await asyncio.sleep(AGAIN_SECONDS)


async def _heard(message: dict[str, Any], feed: Feed) -> None:
    channel = message["channel"].decode()
    if channel.startswith(LOGS):
        name = channel.removeprefix(LOGS)
        if feed.hub.watched(name):
            await feed.from_outside(name, facts_of(message["data"]))
    else:
        tokens, by, words = orjson.loads(message["data"])
        feed.hub.ephemeral(channel.removeprefix(NOW), frozenset(tokens), by, words)
