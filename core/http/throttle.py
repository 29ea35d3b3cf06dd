"""How often somebody may try: per account and per address, so that one class behind one address is never
locked out."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from starlette.requests import HTTPConnection

from core.errors import TooMany

if TYPE_CHECKING:
    from collections.abc import Callable

PER_NAME = "8/5 minutes"
PER_ADDRESS = "600/5 minutes"


class Throttle:
    """Counts failures, not visits. In the cluster the counts are shared through Redis."""

    def __init__(self, redis_url: str = "") -> None:
        self.redis_url = redis_url

    @cached_property
    def _limiter(self) -> Any:
        # limits takes 60 ms to import, and most starts never see a wrong PIN.
        from limits.storage import storage_from_string
        from limits.strategies import FixedWindowRateLimiter

        return FixedWindowRateLimiter(storage_from_string(self.redis_url or "memory://"))

    @cached_property
    def _parse(self) -> Callable[[str], Any]:
        from limits import parse

        return parse

    def check(self, purpose: str, *, name: str, connection: HTTPConnection) -> None:
        """Raises TooMany("too_many_attempts", retry_after_ms) when this name or this address has failed too
        often."""
        for limit, *key in self._keys(purpose, name, connection):
            if not self._limiter.test(limit, *key):
                raise TooMany("too_many_attempts", retry_after_ms=60_000)

    def failed(self, purpose: str, *, name: str, connection: HTTPConnection) -> None:
        """Counts one failure."""
        for limit, *key in self._keys(purpose, name, connection):
            self._limiter.hit(limit, *key)

    def _keys(self, purpose: str, name: str, connection: HTTPConnection) -> list[tuple[Any, ...]]:
        return [
            (self._parse(PER_NAME), purpose, "name", name[:200].casefold()),
            (self._parse(PER_ADDRESS), purpose, "address", address_of(connection)),
        ]


def address_of(connection: HTTPConnection) -> str:
    """The caller's network address."""
    return connection.client.host if connection.client else "unknown"
