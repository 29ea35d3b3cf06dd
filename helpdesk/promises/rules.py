"""What an agent undertook, by when, and what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from core.errors import IllegalTransition

Axis = Literal["desk", "mall"]

OPEN, KEPT, LATE, BROKEN = "open", "kept", "late", "broken"
MOVES: Mapping[tuple[str, str], str] = MappingProxyType(
    {(OPEN, "done"): KEPT, (OPEN, "overdue"): BROKEN, (BROKEN, "done"): LATE}
)

# Shorter spans are lived through at the desk, longer ones and dates in the mall.
DESK_SPAN_MS = 2 * 3_600_000
DEFAULT_ACTION_MS = 600_000

# What a carrier's order, a payment and so on make true, as values of action_done.
CONTACTS = ("chase", "proof_of_delivery", "lost")


@dataclass(frozen=True, slots=True)
class Commitment:
    """Something undertaken in a message: `due_ms` on its axis."""

    what: str
    axis: Axis
    due_ms: int


def after(state: str, happened: str) -> str:
    """The state after something was done or became overdue. Raises IllegalTransition."""
    found = MOVES.get((state, happened))
    if found is None:
        raise IllegalTransition("promise", state=state, action=happened)
    return found


def deadline(until_ms: int, *, said_desk_ms: int, said_mall_ms: int) -> tuple[Axis, int]:
    """(axis, instant) of what was promised until a mall instant."""
    span = until_ms - said_mall_ms
    return ("desk", said_desk_ms + span) if span < DESK_SPAN_MS else ("mall", until_ms)


def kept_by_work_order(kind: str) -> tuple[str, ...]:
    """Which undertakings an order to the carrier fulfils."""
    if kind == "intercept":
        return ("intercepted", "registered")
    return ("urged_carrier", "registered") if kind in CONTACTS else ("registered",)


def without_doubles(found: Iterable[Commitment]) -> list[Commitment]:
    """One promise of each kind a message; the earliest deadline counts."""
    first: dict[str, Commitment] = {}
    for one in found:
        known = first.get(one.what)
        if known is None or (one.axis, one.due_ms) < (known.axis, known.due_ms):
            first[one.what] = one
    return [first[what] for what in sorted(first)]


def verdicts_softened(
    statements: Sequence[Mapping[str, object]], acts: Iterable[str]
) -> list[dict[str, object]]:
    """An amount that is offered is no lie about what was paid;

    prices and fees of other things are not known here.
    """
    names = set(acts)
    offers = (
        names & {"offer_refund", "offer_compensation", "promise_deadline"} and "quote_policy" not in names
    )
    claimed = any(s["kind"] == "action_done" or s["value"] == "refunded" for s in statements)
    out = []
    for statement in statements:
        kept = dict(statement)
        money = kept["kind"] in ("refund_amount", "coupon") and offers and not claimed
        if kept["verdict"] == "contradicted" and (money or kept["kind"] in ("price", "fee", "stock")):
            kept["verdict"], kept["record"] = "unverifiable", None
        out.append(kept)
    return out
