"""What the shop promised about time, and when a promise is broken: three rules with a clock each.

- late_dispatch (P3): from payment to the collection scan of the last parcel, 48 hours; goods sold before they
  are there have the date the page announced. Trouble on the road is no excuse.
- late_delivery (P3): the date the page promised; no promise, no lateness. Declared force majeure does not
  count, and areas the mall excludes were promised nothing.
- day_or_free (P13): from the booked slot to the door, 24 hours, or the order is free. Declared force majeure
  does not count; a courier who found nobody at home has kept the promise.

All instants are mall times in ms. A promise is broken when a clock on the wall shows a later minute than was
due: 24 h 00 min 59 s is in time, 24 h 01 min is not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple

from core.errors import IllegalTransition, Invalid, Refusal
from logistics.disruptions.rules import Window, overlap_ms
from shop.aftersales.rules import MINUTE_MS, minutes_late

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
FARTHEST_SLOT_MS = 30 * DAY_MS

Rule = Literal["late_dispatch", "late_delivery", "day_or_free"]
RULES: tuple[Rule, ...] = ("day_or_free", "late_dispatch", "late_delivery")
State = Literal["running", "kept", "excused", "broken"]

# Orders whose promises still run.
RUNNING = ("paid", "packing", "cancel_review", "partly_shipped", "shipped")

# (state of a kept record, what happens) -> state after. `day_or_free` begins when the slot is booked; the
# others have no record before they are broken.
TRANSITIONS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("open", "break"): "broken",
        ("open", "keep"): "kept",
        ("open", "drop"): "void",
        ("broken", "excuse"): "excused",
        ("excused", "break"): "broken",
        ("excused", "keep"): "kept",
        ("excused", "drop"): "void",
    }
)


def after(state: str, action: str) -> str:
    """The state of a record after something happened. Raises IllegalTransition."""
    found = TRANSITIONS.get((state, action))
    if found is None:
        raise IllegalTransition("promise", state=state, action=action)
    return found


@dataclass(frozen=True, slots=True)
class Clock:
    """One promise: since when it counts, until when it is due, when it was done (None: not yet), and the
    spans that do not count.
    """

    rule: Rule
    start_ms: int
    due_ms: int
    stopped_ms: int | None = None
    uncounted: tuple[Window, ...] = ()


class Verdict(NamedTuple):
    """`breaks_ms`: the first instant at which the promise is broken, as far as is known. `late_minutes` is 0
    unless it is. `excused`: past its time, but for what does not count.
    """

    rule: Rule
    state: State
    due_ms: int
    breaks_ms: int
    late_minutes: int


def breaks_at(due_ms: int, start_ms: int = 0, uncounted: Iterable[Window] = ()) -> int:
    """The first instant at which something due then and not yet done is late: the beginning of the minute
    after, put off by what does not count.
    """
    windows = tuple(uncounted)
    at = _next_minute(due_ms)
    while (later := _next_minute(due_ms + overlap_ms(windows, start_ms, at))) > at:
        at = later
    return at


def verdict(clock: Clock, now_ms: int) -> Verdict:
    """What has become of a promise at an instant."""
    until = now_ms if clock.stopped_ms is None else min(clock.stopped_ms, now_ms)
    breaks = breaks_at(clock.due_ms, clock.start_ms, clock.uncounted)
    late = 0
    state: State
    if until >= breaks:
        state = "broken"
        due = clock.due_ms + overlap_ms(clock.uncounted, clock.start_ms, until)
        late = minutes_late(due, until)
    elif until >= _next_minute(clock.due_ms):
        state = "excused"
    else:
        state = "running" if clock.stopped_ms is None or clock.stopped_ms > now_ms else "kept"
    return Verdict(clock.rule, state, clock.due_ms, breaks, late)


def may_book(
    *, state: str, slot_ms: int, now_ms: int, in_area: bool, goods_pledged: bool, booked: bool
) -> None:
    """Whether a slot of the 24-hour promise can be booked for an order.

    Raises IllegalTransition unless the order is paid and not yet sent; Refusal `slot_booked`,
    `goods_not_pledged` or `outside_pledge_area`; Invalid `slot_in_the_past` or `slot_too_far`.
    """
    if state not in ("paid", "packing"):
        raise IllegalTransition("order", state=state, action="book_slot")
    if booked:
        raise Refusal("slot_booked")
    if not goods_pledged:
        raise Refusal("goods_not_pledged")
    if not in_area:
        raise Refusal("outside_pledge_area")
    if slot_ms < now_ms:
        raise Invalid("slot_in_the_past")
    if slot_ms > now_ms + FARTHEST_SLOT_MS:
        raise Invalid("slot_too_far", days=FARTHEST_SLOT_MS // DAY_MS)


class Remedy(NamedTuple):
    """The one thing that is owed for lateness: `by` refund (the order is free) or payout (the credit of P3).
    `open_cents` is what of it was not given yet.
    """

    rule: Rule
    by: Literal["refund", "payout"]
    amount_cents: int
    open_cents: int


def remedy(
    *, free: bool, credit_rule: Rule | None, credit_cents: int, captured_cents: int, refunded_cents: int,
    credit_paid_cents: int,
) -> Remedy | None:  # fmt: skip
    """What an order is owed: all of its price when the day was missed, else the one credit, never both.

    A credit that was paid before the order became free counts towards it; money back counts always.
    """
    if free:
        left = max(0, captured_cents - refunded_cents - credit_paid_cents)
        return Remedy("day_or_free", "refund", captured_cents, left)
    if credit_rule is None:
        return None
    return Remedy(credit_rule, "payout", credit_cents, 0 if credit_paid_cents else credit_cents)


def _next_minute(at_ms: int) -> int:
    return (at_ms // MINUTE_MS + 1) * MINUTE_MS
