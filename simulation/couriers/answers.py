"""What a carrier answers: pure, from what its books say."""

from dataclasses import dataclass
from typing import Any

from core.rng import Draw
from logistics.consignments.rules import REROUTABLE

HOUR = 3_600_000
DAY = 24 * HOUR
ZONE = 8 * HOUR  # hubs and couriers work by China's one time zone
USELESS = 0.16
FOUND_AT_LAST = 0.35


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
    hold: str | None  # hub_backlog | storm | strike | … declared where it lies or comes to
    hold_until_ms: int | None
    exception: str | None = None


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
    if kind == "redirect":
        return _redirect(parcel, draw)
    if kind == "lost":
        return _lost(parcel, before, now_ms, draw)
    return "useless", {}


def _chase(parcel: Parcel, before: int, now_ms: int) -> tuple[str, dict[str, Any]]:
    until = parcel.eta_ms if parcel.eta_ms is not None and parcel.eta_ms > now_ms else now_ms + DAY
    hub = {"hub_id": parcel.last_hub_id or parcel.origin_hub_id}
    if parcel.state in ("label_created", "awaiting_collection"):
        if before == 0 and now_ms - parcel.last_ms > 12 * HOUR:
            return "chase_no_trace", {}
        return "chase_will_collect", {"until_ms": collection_by(now_ms)}
    if parcel.exception == "lost":
        return "chase_no_trace", {}
    if parcel.hold in ("storm", "flood"):
        return "chase_storm", hub
    if parcel.hold is not None:
        return "chase_backlog", {**hub, "until_ms": until}
    if parcel.late:
        return "chase_moving", {**hub, "until_ms": now_ms + 12 * HOUR}
    return "chase_normal", {"until_ms": until}


def _redirect(parcel: Parcel, draw: Draw) -> tuple[str, dict[str, Any]]:
    if parcel.state not in REROUTABLE:
        return "redirect_too_late", {}
    return ("redirect_ok" if draw.chance(0.85) else "redirect_refused"), {}


def _lost(parcel: Parcel, before: int, now_ms: int, draw: Draw) -> tuple[str, dict[str, Any]]:
    """A search is promised first; the second question is answered by what it came to."""
    if before == 0:
        return "lost_searching", {"until_ms": now_ms + DAY}
    hub = {"hub_id": parcel.last_hub_id or parcel.origin_hub_id}
    return ("lost_found", hub) if draw.chance(FOUND_AT_LAST) else ("lost_confirmed", {})


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
