"""The machine's clock, read here and nowhere else; everyone else is handed the time."""

import time
from typing import Protocol


class Clock(Protocol):
    """Wall time for people and logs, monotonic time for measuring."""

    def wall_ms(self) -> int: ...

    def monotonic_ms(self) -> float: ...


class SystemClock:
    """The machine's own clock."""

    def wall_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def monotonic_ms(self) -> float:
        return time.monotonic_ns() / 1e6


class ManualClock:
    """A clock that moves only when told: tests, headless runs."""

    def __init__(self, wall_ms: int = 1_790_000_000_000) -> None:
        self._wall_ms = wall_ms

    def wall_ms(self) -> int:
        return self._wall_ms

    def monotonic_ms(self) -> float:
        return float(self._wall_ms)

    def pass_ms(self, ms: int) -> None:
        """Lets `ms` go by."""
        self._wall_ms += ms

    def set_ms(self, wall_ms: int) -> None:
        self._wall_ms = wall_ms
