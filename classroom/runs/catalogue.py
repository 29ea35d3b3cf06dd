"""The exercises that can be run, as the content packages offer them when the program starts."""

from dataclasses import dataclass, field
from typing import Any

from core.errors import NotFound


@dataclass(frozen=True, slots=True)
class Offer:
    """What the classroom must know of an exercise; the recipe itself stays with the package that offers it.

    `rubrics`: by truth, what a right handling is; they mark the shoppers an incident sends in.
    """

    code: str
    version: int
    titles: dict[str, str]
    goals: dict[str, str]
    duration_ms: int
    capacity: int
    cases: int
    rubrics: dict[str, dict[str, Any]] = field(default_factory=dict)
    weights: dict[str, int] = field(default_factory=dict)


_offers: dict[str, Offer] = {}


def offer(one: Offer) -> None:
    """Makes an exercise known; offered again it replaces the former."""
    _offers[one.code] = one


def known_offer(code: str) -> Offer | None:
    return _offers.get(code)


def offered(code: str) -> Offer:
    """Raises NotFound("exercise")."""
    found = _offers.get(code)
    if found is None:
        raise NotFound("exercise", name=code)
    return found


def offers() -> list[Offer]:
    return sorted(_offers.values(), key=lambda one: one.code)
