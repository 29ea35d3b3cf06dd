"""What must be true of a mall at any time: rooms register checks, `malldrill check` runs them all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check found. An `exception` is a legal record of something that went wrong in the mall,
    no corruption."""

    code: str
    subject: str
    params: dict[str, Any] = field(default_factory=dict)
    exception: bool = False


Check = Callable[[Session, int], Iterable[Finding]]
C = TypeVar("C", bound=Check)
_checks: dict[str, Check] = {}


def invariant(name: str) -> Callable[[C], C]:
    """check(session, mall_id) -> findings; no finding means the invariant holds."""

    def register(fn: C) -> C:
        known = _checks.get(name)
        if known is not None and (known.__module__, known.__qualname__) != (fn.__module__, fn.__qualname__):
            raise ValueError(f"invariant {name} is declared twice")
        _checks[name] = fn
        return fn

    return register


def invariants() -> dict[str, Check]:
    return dict(sorted(_checks.items()))


def check_mall(session: Session, mall_id: int) -> dict[str, list[Finding]]:
    """Runs every check. name -> what it found."""
    return {name: list(check(session, mall_id)) for name, check in invariants().items()}
