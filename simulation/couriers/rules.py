"""When a parcel is scanned next, where and how: pure, from its last scan, the hub graph and keyed chance."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.rng import Draw
from logistics.network import rules as roads
from logistics.network.rules import DAY, HOUR, MINUTE, ZONE, Graph

FRESH_LABEL = 30 * HOUR  # a label older than this was forgotten: no courier comes by itself
LABELLED = ("label_created", "awaiting_collection")
ENDED = ("signed", "returned", "cancelled", "lost_closed")
SEARCH_AFTER = 5 * DAY  # a carrier admits a loss when the parcel has been silent for as long
CLOSE_LOST = "close_lost"  # not a scan: the carrier gives the parcel up

# How often in a parcel's life something goes wrong.
LOST, FOUND = 0.003, 0.25
MISSORTED = 0.006
ADDRESS_PROBLEM = 0.008
NOBODY_HOME, MOST_ATTEMPTS = 0.045, 2
REFUSED, REFUSED_DAMAGED = 0.006, 0.35
STATION, LOCKER, ASKED_FIRST = 0.20, 0.06, 0.85
NOT_FETCHED = 0.01
BAD_WEATHER = 0.03  # of the days of a hub: lorries are a quarter to a half slower

SIGNERS = (("self", 62.0), ("family", 16.0), ("desk", 12.0), ("colleague", 10.0))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a parcel stands. `here` is the hub it lies in or left last; `count` is how many scans it has."""

    state: str
    code: str
    at_ms: int
    here: int
    origin: int
    dest: int
    carrier_id: int
    count: int = 1
    exception: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    going: int | None = None  # the hub a lorry that has left is bound for
    damage_permille: int = 0
    to_warehouse: bool = False  # goods sent back on a waybill of their own


@dataclass(frozen=True, slots=True)
class Next:
    """The next scan of a parcel: when, which, where."""

    at_ms: int
    code: str
    hub_id: int | None
    params: dict[str, Any]


Dice = Callable[[str], Draw]
"""One throw of the parcel for a purpose, at its present number of scans."""
Weather = Callable[[int, int], int]
"""How slow the roads into a hub are on a day: per cent of the usual time."""


def fair(hub_id: int, day: int) -> int:
    """The weather of a world without any."""
    return 100


def next_round(at_ms: int, rounds: tuple[int, ...] = roads.ROUNDS) -> int:
    """When couriers set out next, not within the last hour before: 8:00 or 14:00 usually."""
    return roads.next_of_day(rounds, at_ms + HOUR)


def at_work(at_ms: int) -> int:
    """That instant, or the next morning: warehouse and pick-up work from 8:00 to 22:00."""
    clock = (at_ms + ZONE) % DAY
    if 8 * HOUR <= clock < 22 * HOUR:
        return at_ms
    return at_ms - clock + (8 * HOUR if clock < 8 * HOUR else DAY + 8 * HOUR)


def following(p: Standing, graph: Graph, dice: Dice, weather: Weather = fair) -> Next | None:
    """The next scan of a parcel; None when it has come to its end."""
    if p.state in ENDED:
        return None
    if p.state in LABELLED:
        return Next(at_work(p.at_ms + dice("collect").between(HOUR, 5 * HOUR)), "collected", None, {})
    if p.code == "lost":
        return _searched(p, dice)
    if p.state == "out_for_delivery":
        return _at_the_door(p, graph, dice)
    if p.state == "ready_to_collect":
        return _at_the_station(p, dice)
    if p.state == "arrived_city" and p.code != "refused":
        return _in_the_city(p, graph, dice)
    if p.code == "refused":
        return Next(p.at_ms + dice("refused").between(4 * HOUR, 20 * HOUR), "returning", p.here, {})
    return _on_the_road(p, graph, dice, weather)


def _searched(p: Standing, dice: Dice) -> Next:
    throw = dice("search")
    at = p.at_ms + throw.between(30 * HOUR, 70 * HOUR)
    return Next(at, "found", p.here, {}) if throw.chance(FOUND) else Next(at, CLOSE_LOST, None, {})


def _on_the_road(p: Standing, graph: Graph, dice: Dice, weather: Weather) -> Next:
    back = p.state == "returning"
    end = p.origin if back else p.dest
    if p.code == "departed":
        return _arriving(p, graph, dice("road"), weather, end, back)
    if p.here == end:
        return _at_the_end(p, dice, back)
    there = roads.path(graph, p.here, end)[1]
    throw = dice("depart")
    pause = {"collected": 2 * HOUR, "customs_hold": 36 * HOUR, "address_problem": 20 * HOUR}
    ready = p.at_ms + pause.get(p.code, roads.SORT_MS * 2 // 3) + throw.between(0, 20 * MINUTE)
    at = roads.next_of_day(graph.leg(p.here, there).departs, ready) + throw.below(12) * MINUTE
    return Next(at, "departed", p.here, {"next_hub_id": there})


def _arriving(p: Standing, graph: Graph, throw: Draw, weather: Weather, end: int, back: bool) -> Next:
    there = p.going or roads.path(graph, p.here, end)[-1 if p.here == end else 1]
    spread = 93 + throw.below(18)
    if not back:
        if throw.chance(LOST):
            return Next(p.at_ms + SEARCH_AFTER + throw.between(0, 9 * HOUR), "lost", None, {})
        wrong = sorted(set(graph.legs.get(p.here, ())) - {there, end})
        if throw.chance(MISSORTED) and wrong:
            stray = throw.pick(wrong)
            took = roads.road_ms(graph, p.carrier_id, p.here, stray) * spread // 100
            return Next(p.at_ms + took, "missorted", stray, {})
    took = roads.road_ms(graph, p.carrier_id, p.here, there) * spread // 100
    slow = weather(there, roads.day_of(p.at_ms + took))
    return Next(p.at_ms + took * slow // 100, "arrived", there, {})


def _at_the_end(p: Standing, dice: Dice, back: bool) -> Next:
    throw = dice("sort")
    if back:
        return Next(p.at_ms + throw.between(2 * HOUR, 6 * HOUR), "returned", p.origin, {})
    if p.code == "arrived" and p.exception != "damaged" and throw.chance(p.damage_permille / 1000):
        return Next(p.at_ms + throw.between(20 * MINUTE, HOUR), "damaged", p.here, {})
    wait = 30 * HOUR if p.code == "customs_hold" else 0
    return Next(p.at_ms + wait + throw.between(90 * MINUTE, 4 * HOUR), "arrived_city", p.here, {})


def _in_the_city(p: Standing, graph: Graph, dice: Dice) -> Next:
    throw = dice("round")
    if p.code == "arrived_city" and throw.chance(ADDRESS_PROBLEM):
        return Next(p.at_ms + throw.between(HOUR, 3 * HOUR), "address_problem", p.here, {})
    # Somebody has to be asked for the rest of the address, or the trouble looked into, first.
    wait = 20 * HOUR if p.code in ("address_problem", "customs_hold") else 0
    at = next_round(p.at_ms + wait, graph.rounds) + throw.between(0, 30 * MINUTE)
    return Next(at, "out_for_delivery", None, _courier(graph, throw, 1))


def _courier(graph: Graph, throw: Draw, attempt: int) -> dict[str, Any]:
    name = throw.pick(graph.couriers) if graph.couriers else ""
    return {
        "courier": name,
        "phone": f"129{throw.below(10_000):04d}{throw.below(10_000):04d}",
        "attempt": attempt,
    }


def _at_the_door(p: Standing, graph: Graph, dice: Dice) -> Next:
    throw, attempt = dice("door"), int(p.params.get("attempt", 1))
    if p.code == "refused":
        return Next(p.at_ms + throw.between(4 * HOUR, 20 * HOUR), "returning", p.here, {})
    if p.code in ("delivery_failed", "address_problem") and attempt < MOST_ATTEMPTS:
        at = next_round(p.at_ms + 5 * HOUR, graph.rounds) + throw.between(0, 30 * MINUTE)
        return Next(at, "out_for_delivery", None, _courier(graph, throw, attempt + 1))
    at = p.at_ms + throw.between(HOUR, 5 * HOUR)
    if p.to_warehouse:
        return Next(at, "signed", None, {"who": "desk"})
    fate = throw.unit()
    fate -= REFUSED_DAMAGED if p.exception == "damaged" else REFUSED
    if fate < 0:
        return Next(at, "refused", p.here, {})
    fate -= NOBODY_HOME
    if fate < 0 and p.code == "out_for_delivery":
        return Next(at, "delivery_failed", None, {"why": "nobody_home", "attempt": attempt})
    last = p.code in ("delivery_failed", "address_problem")
    for kind, share, places in (("station", STATION, graph.stations), ("locker", LOCKER, graph.lockers)):
        fate -= share
        if places and (fate < 0 or last):
            return Next(at, "ready_to_collect", None, _left(throw, kind, places))
    return Next(at, "signed", None, {"who": throw.weighted(SIGNERS)})


def _left(throw: Draw, kind: str, places: tuple[str, ...]) -> dict[str, Any]:
    """Left for the addressee to fetch; now and then nobody asked them before."""
    return {"station": throw.pick(places), "kind": kind, "consent": throw.chance(ASKED_FIRST)}


def _at_the_station(p: Standing, dice: Dice) -> Next:
    throw = dice("fetch")
    if p.code == "refused":
        return Next(p.at_ms + throw.between(4 * HOUR, 20 * HOUR), "returning", p.here, {})
    if throw.chance(NOT_FETCHED):
        return Next(p.at_ms + 3 * DAY, "returning", p.here, {})
    where = {"who": p.params.get("kind", "station"), "station": p.params.get("station", "")}
    return Next(p.at_ms + throw.between(2 * HOUR, 20 * HOUR), "signed", None, where)
