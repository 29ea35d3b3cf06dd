"""How much time a declared disruption takes from a promise."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

Window = tuple[int, int]

# Kinds operations may declare and whom they are laid to.
BLAME: Mapping[str, str] = MappingProxyType(
    {
        "hub_backlog": "carrier",
        "storm": "weather",
        "flood": "weather",
        "strike": "carrier",
        "road_closed": "other",
    }
)


def stops(trouble: Any, *, hub_id: int | None, carrier_id: int, now_ms: int) -> bool:
    """Whether a disruption keeps this carrier's parcels in this hub at an instant: one of a carrier does so
    in all hubs.
    """
    if not trouble.from_ms <= now_ms < trouble.until_ms:
        return False
    if trouble.carrier_id is not None:
        return bool(trouble.carrier_id == carrier_id)
    return bool(trouble.hub_id == hub_id)


def clip(window: Window, until_ms: int | None) -> Window | None:
    """The part of a window before `until_ms` (None: all of it); None when nothing is left."""
    start, end = window[0], window[1] if until_ms is None else min(window[1], until_ms)
    return (start, end) if end > start else None


def overlap_ms(windows: Iterable[Window], start_ms: int, end_ms: int) -> int:
    """Milliseconds between start and end that lie in at least one window; windows may overlap."""
    total, reached = 0, start_ms
    for begin, end in sorted(windows):
        begin, end = max(begin, reached), min(end, end_ms)
        if end > begin:
            total += end - begin
            reached = end
    return total


def later_eta(eta_ms: int | None, now_ms: int, from_ms: int, until_ms: int) -> int | None:
    """A parcel held up arrives later by what is left of the disruption; without an estimate there is none."""
    if eta_ms is None:
        return None
    return eta_ms + max(0, until_ms - max(now_ms, from_ms))
