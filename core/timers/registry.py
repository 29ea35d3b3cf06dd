"""What can be scheduled, by name."""

from collections.abc import Callable
from typing import Any, TypeVar

from core.context import Ctx

Action = Callable[[Ctx, dict[str, Any]], None]
A = TypeVar("A", bound=Action)
_actions: dict[str, Action] = {}


def due_action(kind: str) -> Callable[[A], A]:
    """f(ctx, payload) is run at its instant, by actor "timer"; its row goes in the transaction of its
    effect."""

    def register(fn: A) -> A:
        known = _actions.get(kind)
        if known is not None and (known.__module__, known.__qualname__) != (fn.__module__, fn.__qualname__):
            raise ValueError(f"due action {kind} is declared twice")
        _actions[kind] = fn
        return fn

    return register


def action(kind: str) -> Action:
    """Raises LookupError."""
    return _actions[kind]


def actions() -> list[str]:
    return sorted(_actions)
