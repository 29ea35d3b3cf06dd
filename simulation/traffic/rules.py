"""When shoppers come: by thinning a Poisson process whose rate follows the hours of a day."""

from math import log

from core.rng import Draw

HOUR = 3_600_000
DAY = 24 * HOUR
ZONE = 8 * HOUR
# Peaks 9-12, 14-18 and 20-22, by how much they exceed the rest of the day.
PEAKS = {9: 1.6, 10: 1.8, 11: 1.6, 14: 1.5, 15: 1.7, 16: 1.7, 17: 1.5, 20: 2.0, 21: 1.8}
QUIET = {0: 0.4, 1: 0.2, 2: 0.1, 3: 0.1, 4: 0.1, 5: 0.2, 6: 0.4, 7: 0.7}
HIGHEST = 2.0


def weight(mall_ms: int) -> float:
    """How lively the hour is, 1 being ordinary."""
    hour = (mall_ms + ZONE) % DAY // HOUR
    return PEAKS.get(hour, QUIET.get(hour, 1.0))


def arrivals(draw: Draw, *, from_ms: int, until_ms: int, per_hour: float) -> list[int]:
    """Instants of arrival between two mall instants at a mean rate for ordinary hours."""
    found: list[int] = []
    at = float(from_ms)
    fastest = per_hour * HIGHEST / HOUR
    while fastest > 0:
        at += -log(1.0 - draw.unit()) / fastest
        if at >= until_ms:
            break
        if draw.unit() < weight(int(at)) / HIGHEST:
            found.append(int(at))
    return found


def spread(
    draw: Draw, *, count: int, duration_ms: int, first_ms: int = 5_000, last_share: float = 0.62
) -> list[int]:
    """Arrivals of planned cases: the first at once, the others over the first part of the run with uneven
    gaps.
    """
    if count <= 1:
        return [first_ms][:count]
    gaps = [0.55 + 0.9 * draw.unit() for _ in range(count - 1)]
    span = max(0, int(duration_ms * last_share) - first_ms)
    out, passed = [first_ms], 0.0
    for gap in gaps:
        passed += gap
        out.append(first_ms + int(span * passed / sum(gaps)))
    return out
