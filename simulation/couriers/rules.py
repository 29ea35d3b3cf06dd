"""What a carrier answers and when a parcel is scanned next: pure, from what the records say."""

from dataclasses import dataclass
from typing import Any

from core.rng import Draw

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
ZONE = 8 * HOUR  # hubs and couriers work by China's one time zone
FRESH_LABEL = 30 * HOUR  # a label older than this was forgotten: no courier comes by itself
USELESS = 0.16


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a carrier can look up."""

    state: str
    last_code: str
    last_ms: int
    last_hub_id: int | None
    dest_hub_id: int
    origin_hub_id: int
    eta_ms: int | None
    signed_by: str | None
    station: str | None
    late: bool
    hold: str | None  # hub_backlog | storm | another kind declared at the hub it lies in or comes to
    hold_until_ms: int | None


@dataclass(frozen=True, slots=True)
class Next:
    """The next scan of a parcel: when, which, where."""

    at_ms: int
    code: str
    hub_id: int | None
    params: dict[str, Any]


def answer(kind: str, parcel: Parcel, before: int, now_ms: int, draw: Draw) -> tuple[str, dict[str, Any]]:
    """The carrier's answer to the nth question of a kind (`before` were answered): truthful, now and then
    useless.

    Nobody is fobbed off twice in a row.
    """
    lazy = before == 0 and draw.chance(USELESS)
    if lazy:
        return ("proof_none" if kind == "proof_of_delivery" else "useless"), {}
    if kind == "chase":
        return _chase(parcel, before, now_ms)
    if kind == "proof_of_delivery":
        return _proof(parcel)
    if kind == "intercept":
        odds = {
            "collected": 0.95,
            "in_transit": 0.9,
            "arrived_city": 0.75,
            "out_for_delivery": 0.3,
            "ready_to_collect": 0.5,
        }
        return ("intercept_ok" if draw.chance(odds.get(parcel.state, 0.0)) else "intercept_missed"), {}
    if kind == "lost":
        return "lost_searching", {"until_ms": now_ms + DAY}
    return "useless", {}


def _chase(parcel: Parcel, before: int, now_ms: int) -> tuple[str, dict[str, Any]]:
    until = parcel.eta_ms if parcel.eta_ms is not None and parcel.eta_ms > now_ms else now_ms + DAY
    hub = {"hub_id": parcel.last_hub_id or parcel.origin_hub_id}
    if parcel.state in ("label_created", "awaiting_collection"):
        if before == 0 and now_ms - parcel.last_ms > 12 * HOUR:
            return "chase_no_trace", {}
        return "chase_will_collect", {"until_ms": collection_by(now_ms)}
    if parcel.hold in ("storm", "flood"):
        return "chase_storm", hub
    if parcel.hold is not None:
        return "chase_backlog", {**hub, "until_ms": until}
    if parcel.late:
        return "chase_moving", {**hub, "until_ms": now_ms + 12 * HOUR}
    return "chase_normal", {"until_ms": until}


def _proof(parcel: Parcel) -> tuple[str, dict[str, Any]]:
    who = parcel.signed_by
    if who in ("station", "locker"):
        return "proof_station", {"station": parcel.station or ""}
    return {
        "family": ("proof_family", {}),
        "neighbour": ("proof_neighbour", {}),
        "door": ("proof_door", {}),
    }.get(who or "", ("proof_self", {}))


def collection_by(now_ms: int) -> int:
    """When a courier sent for comes at the latest: within hours, or next noon when the day is over."""
    clock = (now_ms + ZONE) % DAY
    if clock < 15 * HOUR:
        return now_ms - clock + 18 * HOUR
    return now_ms - clock + DAY + 12 * HOUR


def next_round(at_ms: int) -> int:
    """When couriers set out next: 8:00 or 14:00."""
    clock = (at_ms + ZONE) % DAY
    midnight = at_ms - clock
    if clock < 8 * HOUR:
        return midnight + 8 * HOUR
    return midnight + 14 * HOUR if clock < 13 * HOUR else midnight + DAY + 8 * HOUR


def at_work(at_ms: int) -> int:
    """That instant, or the next morning: warehouse and pick-up work from 8:00 to 22:00."""
    clock = (at_ms + ZONE) % DAY
    if 8 * HOUR <= clock < 22 * HOUR:
        return at_ms
    return at_ms - clock + (8 * HOUR if clock < 8 * HOUR else DAY + 8 * HOUR)


def following(parcel: Parcel, onward: tuple[int, str] | None, city: str, draw: Draw) -> Next | None:
    """The next scan, if the parcel is not stuck or at its end. `onward` is the next hub on its way, number
    and name.
    """
    last, code, state = parcel.last_ms, parcel.last_code, parcel.state
    if state in ("signed", "returned", "cancelled", "lost_closed"):
        return None
    if state in ("label_created", "awaiting_collection"):
        return Next(at_work(last + draw.between(HOUR, 5 * HOUR)), "collected", None, {"city": city})
    if state == "returning":
        if code == "intercepted":
            return Next(last + draw.between(3 * HOUR, 7 * HOUR), "returning", parcel.last_hub_id, {})
        return Next(last + draw.between(18 * HOUR, 40 * HOUR), "returned", parcel.origin_hub_id, {})
    if state == "out_for_delivery":
        return Next(last + draw.between(HOUR, 5 * HOUR), "signed", None, {"who": "self"})
    if state == "ready_to_collect":
        return Next(
            last + draw.between(2 * HOUR, 20 * HOUR),
            "signed",
            None,
            {"who": "station", "station": parcel.station or ""},
        )
    if state == "arrived_city":
        return Next(next_round(last) + draw.between(0, 30 * MINUTE), "out_for_delivery", None, {"city": city})
    if code == "departed" and onward is not None:
        return Next(last + _leg(parcel, draw), "arrived", onward[0], {})
    if parcel.last_hub_id == parcel.dest_hub_id and code in ("arrived", "backlog", "storm_hold", "delayed"):
        return Next(
            last + draw.between(90 * MINUTE, 4 * HOUR), "arrived_city", parcel.dest_hub_id, {"city": city}
        )
    if onward is not None:
        here = parcel.last_hub_id or parcel.origin_hub_id
        return Next(last + draw.between(40 * MINUTE, 3 * HOUR), "departed", here, {"next": onward[1]})
    return Next(last + draw.between(2 * HOUR, 6 * HOUR), "arrived", parcel.dest_hub_id, {})


def _leg(parcel: Parcel, draw: Draw) -> int:
    """Hours on the road, so that the estimate is about kept."""
    if parcel.eta_ms is not None and parcel.eta_ms > parcel.last_ms:
        left = parcel.eta_ms - parcel.last_ms - 7 * HOUR
        return max(3 * HOUR, min(16 * HOUR, left * (35 + draw.below(30)) // 100))
    return draw.between(6 * HOUR, 14 * HOUR)
