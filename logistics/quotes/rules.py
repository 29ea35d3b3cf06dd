"""When a parcel ready now is promised to be at the door. Pure: working days, cut-off, road, delivery."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from logistics.rates.validity import instant, local
from logistics.rates.values import Service

DOOR_MIN = 22 * 60  # promised is the evening of a day
HOUR_MS = 3_600_000
LONGEST_SEARCH = 400
Road = Callable[[int], int | None]
"""From the instant a parcel leaves to the instant it reaches its last hub; None when nobody knows."""


class Promise(NamedTuple):
    """`days` are calendar days from today; 0 is tonight."""

    leaves_ms: int
    arrives_ms: int
    promised_ms: int
    days: int


def works(service: Service, day: date) -> bool:
    """Whether the carrier collects and delivers on a day."""
    return day.isoweekday() in service.weekdays and not any(a <= day <= b for a, b in service.closed)


def working_day(service: Service, day: date, later: int = 0) -> date | None:
    """The first working day on or after a day, or the `later`-th after that; None when there is none for a
    year."""
    for _ in range(LONGEST_SEARCH):
        if works(service, day):
            if later == 0:
                return day
            later -= 1
        day += timedelta(days=1)
    return None


def leaving(service: Service, now_ms: int, zone: str) -> int | None:
    """The cut-off a parcel ready now still makes: today's up to that very instant, else the next working
    day's."""
    today = local(now_ms, zone).date()
    first = working_day(service, today)
    if first is None:
        return None
    cutoff = instant(first, zone, service.cutoff_min)
    if now_ms <= cutoff:
        return cutoff
    following = working_day(service, first + timedelta(days=1))
    return None if following is None else instant(following, zone, service.cutoff_min)


def promise(service: Service, now_ms: int, zone: str, road: Road) -> Promise | None:
    """The promised evening: what is ready now leaves at the next cut-off, travels, and what reaches the last
    hub by `delivery_min` of a working day is delivered that day, else the next one; `slack_days` working days
    come on top. None when the carrier does not work or nobody knows the road.
    """
    leaves = leaving(service, now_ms, zone)
    arrives = None if leaves is None else road(leaves)
    if leaves is None or arrives is None:
        return None
    day = local(arrives, zone).date()
    if arrives > instant(day, zone, service.delivery_min):
        day += timedelta(days=1)
    door = working_day(service, day, service.slack_days)
    if door is None:
        return None
    return Promise(leaves, arrives, instant(door, zone, DOOR_MIN), (door - local(now_ms, zone).date()).days)
