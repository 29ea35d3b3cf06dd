"""The figures of the desk, by definition (version 1).

Facts go in, ratios come out; nothing measured is None, never 0.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

VERSION = 1
CAP_MS = 600_000
WITHIN_30S_MS, WITHIN_3M_MS = 30_000, 180_000


@dataclass(frozen=True, slots=True)
class SessionFact:
    """A session of a conversation; instants are desk time. `end` is None while it goes on."""

    opened_ms: int
    first_reply_ms: int | None = None
    substantive_ms: int | None = None
    end: str | None = None
    invited: bool = False
    rating: int | None = None


@dataclass(frozen=True, slots=True)
class TurnFact:
    """outcome open | answered | unanswered | courtesy. Open ones are not judged yet, courtesies never."""

    opened_ms: int
    answered_ms: int | None
    outcome: str

    @property
    def waited_ms(self) -> int:
        """Capped at ten minutes; unanswered counts as ten minutes."""
        return CAP_MS if self.answered_ms is None else min(CAP_MS, self.answered_ms - self.opened_ms)


def spread(values: Iterable[int]) -> dict[str, int | None]:
    """Mean (rounded down), median and 90th percentile (nearest rank)."""
    ordered = sorted(values)
    if not ordered:
        return {"mean": None, "median": None, "p90": None}
    count, middle = len(ordered), len(ordered) // 2
    median = ordered[middle] if count % 2 else (ordered[middle - 1] + ordered[middle]) // 2
    return {"mean": sum(ordered) // count, "median": median, "p90": ordered[-(-count * 9 // 10) - 1]}


def share(part: int, whole: int) -> float | None:
    """A ratio to four places, None of nothing."""
    return round(part / whole, 4) if whole else None


def figures(sessions: Sequence[SessionFact], turns: Sequence[TurnFact]) -> dict[str, Any]:
    """Every figure of the desk that comes from sessions and turns.

    First and substantive replies are spread over the sessions that had one; `unanswered` says how many
    ended without,
    and the reply rate has them in its denominator.
    """
    first = [s.first_reply_ms - s.opened_ms for s in sessions if s.first_reply_ms is not None]
    something = [s.substantive_ms - s.opened_ms for s in sessions if s.substantive_ms is not None]
    judged = [t for t in turns if t.outcome in ("answered", "unanswered")]
    waits = [t.waited_ms for t in judged]
    answered = [t.waited_ms for t in judged if t.outcome == "answered"]
    ratings = [s.rating for s in sessions if s.rating is not None]
    invited = sum(1 for s in sessions if s.invited or s.rating is not None)
    unanswered = sum(1 for s in sessions if s.end is not None and s.first_reply_ms is None)
    return {
        "first_reply_ms": spread(first),
        "substantive_ms": spread(something),
        "average_reply_ms": sum(waits) // len(waits) if waits else None,
        "answered_30s": share(sum(1 for w in answered if w <= WITHIN_30S_MS), len(judged)),
        "answered_3m": share(sum(1 for w in answered if w <= WITHIN_3M_MS), len(judged)),
        "turns": len(judged),
        "conversations": len(sessions),
        "unanswered": unanswered,
        "reply_rate": share(len(first), len(first) + unanswered),
        "csat": round(sum(ratings) / len(ratings), 2) if ratings else None,
        "rated": len(ratings),
        "invited": invited,
        "abandoned": sum(1 for s in sessions if s.end == "abandoned"),
        "version": VERSION,
    }
