"""Who reacts to what: handlers in the same transaction, observers in one of their own."""

from bisect import insort
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from core import hooks
from core.events.base import Event

E = TypeVar("E", bound=Event)
F = TypeVar("F", bound=Callable[..., None])


def handles(event: type[Event], *, priority: int = 100) -> Callable[[F], F]:
    """The function is called as f(ctx, event, seq) in the transaction that recorded the event, in seq order.

    Several handlers of one kind run by priority, then by name. A handler that fails undoes the whole
    transaction.
    """

    def register(fn: F) -> F:
        known = hooks.handlers.setdefault(event.kind, [])
        entry = (priority, fn.__module__, fn.__qualname__, fn)
        known[:] = sorted(
            [*(other for other in known if other[1:3] != entry[1:3]), entry], key=lambda entry: entry[:3]
        )
        return fn

    return register


def observe(action: str, *, kinds: Iterable[str], priority: int = 50) -> None:
    """For each recorded event of these kinds the due action `action` with payload {"seq"} is scheduled at
    once."""
    for kind in kinds:
        known = hooks.observers.setdefault(kind, [])
        entry = (priority, action)
        if entry not in known:
            insort(known, entry)


def listeners() -> dict[str, list[Any]]:
    """kind -> names of its handlers and observers, for documentation and tests."""
    names: dict[str, list[Any]] = {}
    for kind, handlers in hooks.handlers.items():
        names.setdefault(kind, []).extend(f"{module}.{name}" for _, module, name, _ in handlers)
    for kind, observers in hooks.observers.items():
        names.setdefault(kind, []).extend(action for _, action in observers)
    return dict(sorted(names.items()))
