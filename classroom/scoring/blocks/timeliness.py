"""Timeliness in desk time: students type 20 to 40 characters a minute, and have several chats at once."""

from classroom.scoring import figures
from classroom.scoring.values import CaseFile, Line, Said, by_message, line

FULL_MS, ZERO_MS = 30_000, 180_000
LATER_FULL_MS, LATER_ZERO_MS = 60_000, 240_000
MOST_ALLOWED_MS = 60_000


def lines(case: CaseFile) -> list[Line]:
    return [first_reply(case), substantive(case), later_replies(case)]


def share_of(waited_ms: int, full_ms: int = FULL_MS, zero_ms: int = ZERO_MS) -> float:
    """1 up to `full_ms`, 0 from `zero_ms`, a straight line between."""
    return max(0.0, min(1.0, (zero_ms - waited_ms) / (zero_ms - full_ms)))


def desk_full_ms(case: CaseFile, until_ms: int) -> int:
    """How long the desk had its full number of chats while this shopper waited; at most a minute is allowed
    for.
    """
    if case.arrived_desk_ms is None:
        return 0
    spans = ((max(a, case.arrived_desk_ms), min(b, until_ms)) for a, b in case.full_desk)
    return min(MOST_ALLOWED_MS, sum(b - a for a, b in spans if b > a))


def first_reply(case: CaseFile) -> Line:
    """30 s full, nothing from 180 s; time in which the desk was full is taken off, up to a minute."""
    return _waited(case, "timeliness.first_reply", 3, case.agent[0] if case.agent else None)


def substantive(case: CaseFile) -> Line:
    """The same for the first reply that says something, so that an empty "I'm here" earns nothing."""
    return _waited(case, "timeliness.substantive", 4, figures.substantive_reply(case))


def _waited(case: CaseFile, rule: str, most: float, reply: Said | None) -> Line:
    if case.arrived_desk_ms is None:
        return line(rule, None, most)
    if reply is None:
        return line(rule, 0.0, most, waited_ms=None)
    waited = max(0, reply.desk_ms - case.arrived_desk_ms)
    allowed = desk_full_ms(case, reply.desk_ms)
    share = share_of(max(0, waited - allowed))
    return line(rule, share, most, by_message(reply), waited_ms=waited, allowed_ms=allowed)


def later_replies(case: CaseFile) -> Line:
    """The turns after the first one: 60 s full, nothing from 240 s, on average."""
    later = figures.turns_of(case)[1:]
    if not later:
        return line("timeliness.later_replies", None, 3)
    shares = [share_of(t.waited_ms, LATER_FULL_MS, LATER_ZERO_MS) for t in later]
    slow = [t for t in later if t.waited_ms > LATER_FULL_MS]
    average = sum(t.waited_ms for t in later) // len(later)
    proof = [by_message(t.answer or t.opened) for t in slow[:3]]
    return line(
        "timeliness.later_replies", sum(shares) / len(shares), 3, *proof, average_ms=average, slow=len(slow)
    )
