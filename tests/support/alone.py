"""Tests of a lower package stay alone: once the whole program is loaded in the same process, upper packages listen too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from core import hooks


@contextmanager
def alone(*packages: str) -> Iterator[None]:
    """While it lasts only handlers of these packages hear events, and nobody observes."""
    handlers, observers = dict(hooks.handlers), dict(hooks.observers)
    hooks.observers.clear()
    for kind, known in handlers.items():
        hooks.handlers[kind] = [entry for entry in known if entry[1].partition(".")[0] in packages]
    try:
        yield
    finally:
        hooks.handlers.clear()
        hooks.handlers.update(handlers)
        hooks.observers.update(observers)
