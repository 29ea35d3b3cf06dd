"""The hub graph: which way, when lorries leave, when a parcel arrives. Pure; times in ms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush
from itertools import pairwise
from typing import Any, NamedTuple

import orjson

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
ZONE = 8 * HOUR  # hubs work by China's one time zone
SORT_MS = 60 * MINUTE  # from the lorry to the next lorry
DAY_MIN = 24 * 60
UNKNOWN_ROAD_MIN = 600
UNKNOWN_DEPARTS = (6 * 60, 14 * 60, 22 * 60)
ROUNDS = (8 * 60, 14 * 60)
ENDLESS = 1 << 40


class Leg(NamedTuple):
    """A road between two hubs and the minutes of the day at which lorries leave."""

    minutes: int
    departs: tuple[int, ...]


class Transit(NamedTuple):
    """The hubs on the way, first and last among them, and when the parcel lies in the last one."""

    hubs: tuple[int, ...]
    arrives_ms: int


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """A mall's hubs. `speeds`: per cent of the usual minutes by carrier, less is faster."""

    legs: Mapping[int, Mapping[int, Leg]]
    capacity: Mapping[int, int]
    speeds: Mapping[int, int]
    provinces: Mapping[str, int]
    rounds: tuple[int, ...]
    stations: tuple[str, ...]
    lockers: tuple[str, ...]
    couriers: tuple[str, ...]

    def leg(self, here: int, there: int) -> Leg:
        """The road between two hubs; where none is drawn, ten hours and three lorries a day."""
        return self.legs.get(here, {}).get(there, UNKNOWN_LEG)

    def room(self, hub_id: int) -> int:
        """Parcels the hub takes on in a day."""
        return self.capacity.get(hub_id, ENDLESS)


UNKNOWN_LEG = Leg(UNKNOWN_ROAD_MIN, UNKNOWN_DEPARTS)


@lru_cache(maxsize=32)
def read(text: str) -> Graph:
    """The graph of a mall's document: legs [[from, to, minutes, [departures]]], both ways."""
    found: dict[str, Any] = orjson.loads(text)
    legs: dict[int, dict[int, Leg]] = {}
    for one, other, minutes, departs in found.get("legs", ()):
        leg = Leg(minutes, tuple(sorted(departs)))
        legs.setdefault(one, {})[other] = leg
        legs.setdefault(other, {})[one] = leg
    return Graph(
        legs=legs,
        capacity=_by_number(found.get("capacity", {})),
        speeds=_by_number(found.get("speeds", {})),
        provinces=dict(found.get("provinces", {})),
        rounds=tuple(found.get("rounds", ROUNDS)),
        stations=tuple(found.get("stations", ())),
        lockers=tuple(found.get("lockers", ())),
        couriers=tuple(found.get("couriers", ())),
    )


def _by_number(found: Mapping[str, int]) -> dict[int, int]:
    return {int(key): value for key, value in found.items()}


@lru_cache(maxsize=8192)
def path(graph: Graph, here: int, there: int) -> tuple[int, ...]:
    """The hubs from one to the other, both among them: least time on the road and in hubs; of equals the one
    over fewer hubs, then over lower numbers. Where no road is drawn, straight.

    What is left of a path is the path from there: a parcel needs no memory of its way.
    """
    if here == there:
        return (here,)
    queue: list[tuple[int, int, tuple[int, ...]]] = [(0, 1, (here,))]
    done: set[int] = set()
    while queue:
        minutes, hops, way = heappop(queue)
        last = way[-1]
        if last == there:
            return way
        if last in done:
            continue
        done.add(last)
        for following, leg in graph.legs.get(last, {}).items():
            if following not in done:
                heappush(queue, (minutes + _weight(leg), hops + 1, (*way, following)))
    return (here, there)


def _weight(leg: Leg) -> int:
    """Minutes a leg takes on average: the road, the sorting, half the time between two lorries."""
    return leg.minutes + SORT_MS // MINUTE + DAY_MIN // (2 * len(leg.departs))


def next_of_day(times: Iterable[int], at_ms: int) -> int:
    """The first of these minutes of the day at or after an instant, as an instant."""
    midnight = (at_ms + ZONE) // DAY * DAY - ZONE
    clock = at_ms - midnight
    ordered = sorted(times)
    for minute in ordered:
        if minute * MINUTE >= clock:
            return midnight + minute * MINUTE
    return midnight + DAY + ordered[0] * MINUTE


def day_of(at_ms: int) -> int:
    """The day of the mall in which an instant lies, counted since 1970."""
    return (at_ms + ZONE) // DAY


def road_ms(graph: Graph, carrier_id: int, here: int, there: int) -> int:
    """Time on the road of this carrier's lorries."""
    return graph.leg(here, there).minutes * MINUTE * graph.speeds.get(carrier_id, 100) // 100


def transit(graph: Graph, carrier_id: int, origin: int, dest: int, ready_ms: int) -> Transit:
    """When a parcel sorted in its first hub at `ready_ms` lies in its last one, by the timetable."""
    way, at = path(graph, origin, dest), ready_ms
    for index, (here, there) in enumerate(pairwise(way)):
        at += SORT_MS if index else 0
        at = next_of_day(graph.leg(here, there).departs, at) + road_ms(graph, carrier_id, here, there)
    return Transit(way, at)
