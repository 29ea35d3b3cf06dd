"""What goes through Redis. It may lose everything: the log, the jobs table and the leases are the truth."""

from __future__ import annotations

import contextlib
from typing import Any

import orjson
import redis
import structlog

from core.live.frames import EVERYONE, Fact

LOGS = "malldrill:log:"
NOW = "malldrill:now:"
WAKE = "malldrill:wake"
SECONDS = 1.0
log = structlog.get_logger("redis")


class Publisher:
    """Sends without waiting long; what cannot be sent is found in the database by the others."""

    def __init__(self, url: str) -> None:
        self._redis = redis.Redis.from_url(
            url, socket_timeout=SECONDS, socket_connect_timeout=SECONDS, health_check_interval=15
        )
        self._down = False

    def _send(self, channel: str, value: Any) -> None:
        try:
            self._redis.publish(channel, orjson.dumps(value))
            self._down = False
        except redis.RedisError as failure:
            if not self._down:
                log.warning("redis_away", failure=type(failure).__name__)
            self._down = True

    def publish(self, name: str, facts: list[Fact]) -> None:
        """Facts of a log, to every web process."""
        self._send(LOGS + name, [[fact.seq, sorted(fact.tokens), fact.tail] for fact in facts])

    def publish_now(self, name: str, tokens: frozenset[str], by: str, words: dict[str, Any]) -> None:
        """What is true only now."""
        self._send(NOW + name, [sorted(tokens), by, words])

    def wake(self, mall_id: int) -> None:
        """Something was scheduled in this mall: whoever drives it looks again; if nobody does, somebody
        takes it."""
        self._send(WAKE, mall_id)

    def close(self) -> None:
        with contextlib.suppress(redis.RedisError):
            self._redis.close()


def facts_of(data: bytes) -> list[Fact]:
    """What `publish` sent."""
    facts = []
    for seq, tokens, tail in orjson.loads(data):
        facts.append(Fact(seq, EVERYONE if tokens == ["*"] else frozenset(tokens), tail))
    return facts
