"""When shoppers come."""

from __future__ import annotations

from core.rng import draw
from simulation.traffic.rules import DAY, HOUR, arrivals, spread, weight

MIDNIGHT = 1_781_452_800_000  # 0:00 in Shanghai


def test_evenings_are_busier_than_nights() -> None:
    found = [
        t
        for seed in range(20)
        for t in arrivals(draw(seed, 1, "t", "a"), from_ms=MIDNIGHT, until_ms=MIDNIGHT + DAY, per_hour=6)
    ]
    hours = [(t - MIDNIGHT) // HOUR for t in found]
    assert hours.count(20) > 5 * max(1, hours.count(3))
    assert weight(MIDNIGHT + 20 * HOUR) == 2.0
    assert found and all(MIDNIGHT <= t < MIDNIGHT + DAY for t in found)


def test_about_as_many_come_as_the_rate_says() -> None:
    counts = [
        len(
            arrivals(
                draw(s, 1, "t", "a"), from_ms=MIDNIGHT + 12 * HOUR, until_ms=MIDNIGHT + 13 * HOUR, per_hour=30
            )
        )
        for s in range(30)
    ]
    assert 24 < sum(counts) / len(counts) < 36


def test_planned_cases_are_spread_over_the_first_part_of_the_run() -> None:
    times = spread(draw(1, 1, "t", "s"), count=9, duration_ms=600_000)
    assert times == sorted(times) and times[0] == 5_000 and times[-1] <= 600_000 * 0.63
    assert spread(draw(1, 1, "t", "s"), count=1, duration_ms=600_000) == [5_000]


def test_the_same_seed_brings_the_same_arrivals() -> None:
    def once() -> list[int]:
        return arrivals(draw(9, 1, "t", "a"), from_ms=MIDNIGHT, until_ms=MIDNIGHT + DAY, per_hour=4)

    assert once() == once()
