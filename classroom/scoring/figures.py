"""How fast the desk answered: turns, first, substantive and average replies (docs/guide/scoring.md,
"Figures").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from classroom.scoring.reading import substantive
from classroom.scoring.values import CaseFile, Said

CAP_MS = 600_000


@dataclass(frozen=True, slots=True)
class Turn:
    """Opened at the first unanswered shopper message, answered at the first reply of a person (None:
    never).
    """

    opened: Said
    answer: Said | None

    @property
    def waited_ms(self) -> int:
        return CAP_MS if self.answer is None else min(CAP_MS, self.answer.desk_ms - self.opened.desk_ms)


def turns_of(case: CaseFile) -> list[Turn]:
    """The turns of a conversation in order.

    A last word of thanks that nobody answers is no turn: it asks for nothing, and the shopper has gone.
    """
    turns: list[Turn] = []
    opened: Said | None = None
    for said in case.said:
        if said.by == "shopper":
            opened = opened or said
        elif said.by == "agent" and said.kind != "note" and opened is not None:
            turns.append(Turn(opened, said))
            opened = None
    content = case.outcome in ("solved", "partial") and bool(turns)
    if opened is not None and not content:
        turns.append(Turn(opened, None))
    return turns


def first_reply_ms(case: CaseFile) -> int | None:
    replies = case.agent
    if not replies or case.arrived_desk_ms is None:
        return None
    return max(0, replies[0].desk_ms - case.arrived_desk_ms)


def substantive_reply(case: CaseFile) -> Said | None:
    return next((s for s in case.agent if substantive(s)), None)


def substantive_ms(case: CaseFile) -> int | None:
    reply = substantive_reply(case)
    if reply is None or case.arrived_desk_ms is None:
        return None
    return max(0, reply.desk_ms - case.arrived_desk_ms)


def quartet(values: Sequence[int]) -> dict[str, int | None]:
    """Mean, median and 90th percentile (nearest rank); None when there is nothing to measure."""
    if not values:
        return {"mean": None, "median": None, "p90": None}
    ordered = sorted(values)
    middle = len(ordered) // 2
    median = ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) // 2
    return {
        "mean": sum(ordered) // len(ordered),
        "median": median,
        "p90": ordered[min(len(ordered) - 1, -(-len(ordered) * 9 // 10) - 1)],
    }


def share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def reply_figures(cases: Iterable[CaseFile]) -> dict[str, Any]:
    """The reply figures of a mall over all conversations that were begun."""
    begun = [c for c in cases if c.conversation_id is not None]
    turns = [t for c in begun for t in turns_of(c)]
    waits = [t.waited_ms for t in turns]
    answered = [t for t in turns if t.answer is not None]
    ratings = [c.rating for c in begun if c.rating is not None]
    return {
        "first_reply_ms": quartet([v for c in begun if (v := first_reply_ms(c)) is not None]),
        "substantive_ms": quartet([v for c in begun if (v := substantive_ms(c)) is not None]),
        "average_reply_ms": sum(waits) // len(waits) if waits else None,
        "answered_30s": share(sum(1 for t in answered if t.waited_ms <= 30_000), len(turns)),
        "answered_3m": share(sum(1 for t in answered if t.waited_ms <= 180_000), len(turns)),
        "turns": len(turns),
        "csat": round(sum(ratings) / len(ratings), 2) if ratings else None,
        "rated": len(ratings),
    }
