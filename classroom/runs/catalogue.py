"""The exercises that can be run, as the content packages offer them when the program starts."""

from dataclasses import dataclass

from core.errors import NotFound


@dataclass(frozen=True, slots=True)
class Offer:
    """What a run must know of an exercise; the recipe itself stays with the package that offers it."""

    code: str
    version: int
    titles: dict[str, str]
    goals: dict[str, str]
    duration_ms: int
    capacity: int
    cases: int


_offers: dict[str, Offer] = {}


def offer(one: Offer) -> None:
    """Makes an exercise known; offered again it replaces the former."""
    _offers[one.code] = one


def offered(code: str) -> Offer:
    """Raises NotFound("exercise")."""
    found = _offers.get(code)
    if found is None:
        raise NotFound("exercise", code=code)
    return found


def offers() -> list[Offer]:
    return sorted(_offers.values(), key=lambda one: one.code)
