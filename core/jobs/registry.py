"""The kinds of long work, by name."""

from collections.abc import Callable
from typing import Any, TypeVar

J = TypeVar("J", bound=Callable[..., Any])
_jobs: dict[str, Callable[..., Any]] = {}


def job(kind: str) -> Callable[[J], J]:
    """f(db, args, progress) -> dict or None, run in a thread of its own or in a worker; `progress(percent)`.

    It may run twice (a worker died): the second time must find what the first has done. With SQLite
    only the loop's thread writes: give each write of at most 20 ms to `db.hand_over(fn, ...)`.
    """

    def register(fn: J) -> J:
        known = _jobs.get(kind)
        if known is not None and (known.__module__, known.__qualname__) != (fn.__module__, fn.__qualname__):
            raise ValueError(f"job {kind} is declared twice")
        _jobs[kind] = fn
        return fn

    return register


def job_named(kind: str) -> Callable[..., Any]:
    """Raises LookupError."""
    return _jobs[kind]


def kinds() -> list[str]:
    return sorted(_jobs)
