"""What is measured while the program runs; served on a port of its own, never on the public one.

prometheus-client is imported only when that port is opened: until then a measure costs one comparison.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Measure:
    """One named figure; silent until `open_port`."""

    def __init__(
        self, kind: str, name: str, words: str, labels: tuple[str, ...] = (), **options: Any
    ) -> None:
        self.kind, self.name, self.words, self.labels, self.options = kind, name, words, labels, options
        self.inner: Any = None
        ALL.append(self)

    def _of(self, labels: tuple[str, ...]) -> Any:
        return self.inner.labels(*labels) if labels else self.inner

    def add(self, amount: float = 1, *labels: str) -> None:
        if self.inner is not None:
            self._of(labels).inc(amount)

    def seen(self, value: float, *labels: str) -> None:
        if self.inner is not None:
            self._of(labels).observe(value)

    def set(self, value: float, *labels: str) -> None:
        if self.inner is not None:
            self._of(labels).set(value)


ALL: list[Measure] = []
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)


class Requests(Measure):
    """HTTP requests by route template, method and status class."""

    def observe(self, scope: Mapping[str, Any], status: int, ms: float) -> None:
        if self.inner is not None:
            route = str(getattr(scope.get("route"), "path", "other"))
            self.seen(ms / 1000, route, str(scope["method"]), f"{status // 100}xx")


REQUESTS = Requests(
    "Histogram", "malldrill_http_seconds", "Time to answer", ("route", "method", "status"), buckets=SECONDS
)
SOCKETS = Measure("Gauge", "malldrill_live_sockets", "Open live sockets")
FRAMES = Measure("Counter", "malldrill_live_frames", "Frames queued to live sockets")
DROPPED = Measure("Counter", "malldrill_live_dropped", "Sockets dropped", ("reason",))
PULLS = Measure("Counter", "malldrill_live_pulls", "Gaps filled from the log")
ACTIONS = Measure("Counter", "malldrill_engine_actions", "Due actions executed")
ENGINE_LATE = Measure(
    "Histogram", "malldrill_engine_late_seconds", "How late a due action ran", buckets=SECONDS
)
ENGINE_MALLS = Measure("Gauge", "malldrill_engine_malls", "Malls this process drives")
LOOP_LAG = Measure("Histogram", "malldrill_loop_lag_seconds", "Lag of the event loop", buckets=SECONDS)
JOBS = Measure("Histogram", "malldrill_job_seconds", "Time of a job", ("kind", "state"))
EVENTS = Measure("Counter", "malldrill_events", "Events committed by this process")


def open_port(port: int, host: str = "127.0.0.1") -> None:
    """Starts measuring and serves the figures on http://host:port/metrics. Raises OSError when the port is
    taken."""
    import prometheus_client

    prometheus_client.start_http_server(port, host)
    for measure in ALL:
        if measure.inner is None:
            make = getattr(prometheus_client, measure.kind)
            measure.inner = make(measure.name, measure.words, measure.labels, **measure.options)
