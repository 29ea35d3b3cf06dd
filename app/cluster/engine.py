"""The engine loop of one worker: drives the malls it holds, takes those that nobody holds."""

from __future__ import annotations

import contextlib
import threading
from typing import Any

import orjson
import redis
import structlog

from app.cluster import leases
from app.cluster.wire import WAKE
from app.engine.drive import Drive
from core import metrics
from core.db.engine import Database

RENEW_MS = 2_000
AGAIN_SECONDS = 1.0
log = structlog.get_logger("engine")


class ClusterEngine:
    """Two threads: one drives, one hears the wake-ups of Redis. Without Redis it still looks every two
    seconds."""

    def __init__(self, db: Database, redis_url: str, owner: str) -> None:
        self.db, self.owner = db, owner
        self.drive = Drive(db)
        self.held: set[int] = set()
        self._redis_url = redis_url
        self._wanted: set[int] = set()
        self._lock = threading.Lock()
        self._woken = threading.Event()
        self._stopped = threading.Event()
        self._threads: list[threading.Thread] = []
        db.on_scheduled(self.wake)

    def start(self) -> None:
        self.look_for_malls()
        for name, work in (("engine", self._run), ("engine-wake", self._hear)):
            thread = threading.Thread(target=work, name=name, daemon=True)
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """Ends after the batch at hand and gives the malls back."""
        self._stopped.set()
        self._woken.set()
        for thread in self._threads:
            thread.join(5)
        with contextlib.suppress(Exception):
            leases.give_up(self.db, self.owner)

    def wake(self, mall_id: int) -> None:
        """Something was scheduled there; also: somebody should drive it. From any thread."""
        with self._lock:
            self._wanted.add(mall_id)
        self._woken.set()

    def look_for_malls(self) -> None:
        """Wants every running mall that nobody drives (beat asks for it every five seconds)."""
        for mall_id in leases.alone(self.db):
            self.wake(mall_id)

    def _run(self) -> None:
        renewed = 0.0
        while not self._stopped.is_set():
            try:
                now = self.db.clock.monotonic_ms()
                if now - renewed >= RENEW_MS:
                    renewed = now
                    self._renew()
                self._take_wanted()
                wait_ms = min(self.drive.step(), RENEW_MS)
            except Exception as failure:
                log.error("engine_failed", exc_info=failure)
                wait_ms = 1_000
            if wait_ms > 0:
                self._woken.wait(wait_ms / 1000)
                self._woken.clear()

    def _renew(self) -> None:
        held = leases.renew(self.db, self.owner)
        for gone in self.held - held:
            self.drive.drop(gone)
        self.held = held
        metrics.ENGINE_MALLS.set(len(held))

    def _take_wanted(self) -> None:
        with self._lock:
            wanted, self._wanted = self._wanted, set()
        for mall_id in sorted(wanted):
            if mall_id not in self.held:
                # Who has much lets the others go first.
                self._stopped.wait(min(len(self.held), 50) * 0.002)
                if not leases.take(self.db, mall_id, self.owner):
                    continue
                self.held.add(mall_id)
            self.drive.mark(mall_id)

    def _hear(self) -> None:
        while not self._stopped.is_set():
            client = redis.Redis.from_url(self._redis_url, socket_connect_timeout=2, socket_timeout=5)
            try:
                with client.pubsub(ignore_subscribe_messages=True) as channel:  # type: ignore[no-untyped-call]
                    channel.subscribe(WAKE)
                    while not self._stopped.is_set():
                        message: dict[str, Any] | None = channel.get_message(timeout=1.0)
                        if message is not None:
                            self.wake(int(orjson.loads(message["data"])))
            except redis.RedisError:
                self._stopped.wait(AGAIN_SECONDS)
            finally:
                with contextlib.suppress(redis.RedisError):
                    client.close()
