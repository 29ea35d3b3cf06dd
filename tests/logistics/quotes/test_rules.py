"""The promised evening: exact to the millisecond of the cut-off, over weekends and holidays."""

from __future__ import annotations

from typing import Any

import pytest

from logistics.quotes.rules import HOUR_MS, Promise, leaving, promise
from logistics.rates.validity import instant, local
from logistics.rates.values import Service

ZONE = "Asia/Shanghai"


def at(text: str) -> int:
    """ "2026-11-24 17:30" on the mall's clocks, in ms."""
    from datetime import date

    day, clock = text.split()
    hours, minutes = clock.split(":")
    return instant(date.fromisoformat(day), ZONE, int(hours) * 60 + int(minutes))


def told(service: Service, ready: int, hours: float) -> tuple[str, str, int]:
    found = promise(service, ready, ZONE, lambda leaves: leaves + int(hours * HOUR_MS))
    assert isinstance(found, Promise)
    return (
        f"{local(found.leaves_ms, ZONE):%a %d %H:%M}",
        f"{local(found.promised_ms, ZONE):%a %d %H:%M}",
        found.days,
    )


def test_at_the_cut_off_it_still_leaves_today_a_millisecond_later_tomorrow() -> None:
    service = Service(cutoff_min=18 * 60)
    assert leaving(service, at("2026-11-24 18:00"), ZONE) == at("2026-11-24 18:00")
    assert leaving(service, at("2026-11-24 18:00") + 1, ZONE) == at("2026-11-25 18:00")
    assert leaving(service, at("2026-11-24 00:00"), ZONE) == at("2026-11-24 18:00")


@pytest.mark.parametrize(
    ("ready", "hours", "expected"),
    [
        ("2026-11-24 09:00", 12, ("Tue 24 18:00", "Wed 25 22:00", 1)),  # at the hub Wed 06:00
        ("2026-11-24 09:00", 20, ("Tue 24 18:00", "Wed 25 22:00", 1)),  # exactly 14:00: still today
        ("2026-11-24 09:00", 20.01, ("Tue 24 18:00", "Thu 26 22:00", 2)),  # too late for the round
        ("2026-11-24 19:00", 12, ("Wed 25 18:00", "Thu 26 22:00", 2)),  # after the cut-off
        ("2026-12-31 20:00", 12, ("Fri 01 18:00", "Sat 02 22:00", 2)),  # over the year's end
    ],
)
def test_cut_off_road_and_last_round(ready: str, hours: float, expected: Any) -> None:
    assert told(Service(), at(ready), hours) == expected


@pytest.mark.parametrize(
    ("ready", "expected"),
    [
        ("2026-11-27 09:00", ("Fri 27 16:00", "Mon 30 22:00", 3)),  # at the hub Saturday 04:00
        ("2026-11-27 16:01", ("Mon 30 16:00", "Tue 01 22:00", 4)),  # Friday after the cut-off
        ("2026-11-29 12:00", ("Mon 30 16:00", "Tue 01 22:00", 2)),  # on a Sunday
    ],
)
def test_a_carrier_that_rests_at_the_weekend(ready: str, expected: Any) -> None:
    service = Service(cutoff_min=16 * 60, weekdays=(1, 2, 3, 4, 5))
    assert told(service, at(ready), 12) == expected


def test_holidays_are_neither_collected_nor_delivered() -> None:
    service = Service(closed=(("2026-10-01", "2026-10-05"),))  # type: ignore[arg-type]
    assert told(service, at("2026-09-30 09:00"), 12) == ("Wed 30 18:00", "Tue 06 22:00", 6)
    assert told(service, at("2026-09-30 18:01"), 12) == ("Tue 06 18:00", "Wed 07 22:00", 7)


def test_slack_counts_working_days() -> None:
    service = Service(weekdays=(1, 2, 3, 4, 5, 6), slack_days=2)
    # Friday's round, two working days on: Saturday, then Monday.
    assert told(service, at("2026-11-26 09:00"), 12) == ("Thu 26 18:00", "Mon 30 22:00", 4)


def test_nothing_is_promised_where_nobody_works_or_nobody_knows_the_road() -> None:
    shut = Service(closed=(("2026-01-01", "2028-12-31"),))  # type: ignore[arg-type]
    assert promise(shut, at("2026-11-24 09:00"), ZONE, lambda leaves: leaves) is None
    assert promise(Service(), at("2026-11-24 09:00"), ZONE, lambda leaves: None) is None
