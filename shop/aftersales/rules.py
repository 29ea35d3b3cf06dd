"""Return requests: which path, which moves, and the credit for lateness (rule P3)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple

from core.errors import Forbidden, IllegalTransition, Invalid, Refusal
from core.money import part_of
from logistics.consignments.rules import LABELLED, MOVING
from logistics.disruptions.rules import Window, overlap_ms

HOUR_MS = 3_600_000
MINUTE_MS = 60_000

Path = Literal["not_dispatched", "in_transit", "received"]

# What shoppers give as their reason; other well-formed codes are taken as well.
REASONS = (
    "late_delivery",
    "late_dispatch",
    "not_received",
    "changed_mind",
    "damaged",
    "wrong_item",
    "quality",
    "lost",
    "returned_goods",
    "other",
)
_CODE = re.compile(r"[a-z][a-z0-9_]{1,39}")

OPEN = ("requested", "intercepting", "intercept_missed", "returning", "refunding")
MOST_REQUESTS = 6  # the first and five amended ones
DECIDED_BY_ITSELF_MS = 48 * HOUR_MS

# (state, action) -> (state after, who may do it). Approving leads on by where the goods are: see
# `after_approval`.
TRANSITIONS: Mapping[tuple[str, str], tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        ("requested", "approve"): ("approved", ("agent", "lead", "timer", "warehouse")),
        ("requested", "refuse"): ("refused", ("agent", "lead")),
        ("requested", "cancel"): ("cancelled", ("shopper", "agent", "lead")),
        ("approved", "intercept"): ("intercepting", ("system",)),
        ("approved", "refund"): ("refunding", ("system",)),
        ("approved", "await_back"): ("returning", ("system",)),
        ("intercepting", "turned_round"): ("returning", ("system",)),
        ("intercepting", "missed"): ("intercept_missed", ("system",)),
        ("intercepting", "reached_door"): ("requested", ("system",)),
        ("intercepting", "cancel"): ("cancelled", ("shopper", "agent", "lead")),
        ("intercepting", "gone"): ("refunding", ("system",)),
        ("intercept_missed", "turned_round"): ("returning", ("system",)),
        ("intercept_missed", "reached_door"): ("requested", ("system",)),
        ("intercept_missed", "cancel"): ("cancelled", ("shopper", "agent", "lead")),
        ("intercept_missed", "gone"): ("refunding", ("system",)),
        ("returning", "came_back"): ("refunding", ("system",)),
        # Refused at the door before anybody decided: what lies in the warehouse again is paid back.
        ("requested", "came_back"): ("refunding", ("system",)),
        ("returning", "gone"): ("refunding", ("system",)),
        ("refunding", "paid"): ("refunded", ("system",)),
    }
)


def after(state: str, action: str, who: str = "system") -> str:
    """The state after an action. Raises IllegalTransition, or Forbidden when the state allows it but not to
    `who`.
    """
    found = TRANSITIONS.get((state, action))
    if found is None:
        raise IllegalTransition("return", state=state, action=action)
    if who not in found[1]:
        raise Forbidden("not_yours_to_do", action=action)
    return found[0]


def path_of(order_state: str, consignment_state: str | None) -> Path:
    """Where the goods are, as far as a refund is concerned. A label alone is not yet dispatched.

    Raises Refusal `nothing_to_refund` for an order that is unpaid or closed.
    """
    if order_state in ("pending_payment", "cancelled"):
        raise Refusal("nothing_to_refund", state=order_state)
    if order_state in ("delivered", "completed", "archived"):
        return "received"
    if consignment_state is None or consignment_state in (*LABELLED, "cancelled"):
        return "not_dispatched"
    if consignment_state in (*MOVING, "returning"):
        return "in_transit"
    return "received"


def after_approval(path: Path, consignment_state: str | None) -> str:
    """The action that follows an approval at once: intercept the parcel, await one on its way back, or
    refund.
    """
    if path != "in_transit":
        return "refund"
    return "await_back" if consignment_state == "returning" else "intercept"


def check_reason(reason: str) -> None:
    """A reason is a stable code. Raises Invalid `reason_malformed`."""
    if not _CODE.fullmatch(reason):
        raise Invalid("reason_malformed")


def amount_of(path: Path, wanted_cents: int | None, left_cents: int) -> int:
    """How much a request is about: all that is left, or a part of it when the shopper keeps the goods.

    Raises Invalid `amount_not_positive`; Refusal `nothing_to_refund`, `refund_above_paid` or
    `partial_only_when_received`.
    """
    if left_cents <= 0:
        raise Refusal("nothing_to_refund", left_cents=left_cents)
    if wanted_cents is None or wanted_cents == left_cents:
        return left_cents
    if wanted_cents <= 0:
        raise Invalid("amount_not_positive")
    if wanted_cents > left_cents:
        raise Refusal("refund_above_paid", amount_cents=wanted_cents, left_cents=left_cents)
    if path != "received":
        raise Refusal("partial_only_when_received", path=path)
    return wanted_cents


# -- the credit for lateness -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CreditTerms:
    """The numbers of rule P3."""

    pct: int = 5
    min_cents: int = 100
    max_cents: int = 3000
    dispatch_hours: int = 48

    @classmethod
    def of(cls, limits: Mapping[str, int]) -> "CreditTerms":
        """The terms as the mall's policy card P3 has them; what it does not say is as usual."""
        usual = cls()
        return cls(
            limits.get("credit_pct", usual.pct),
            limits.get("credit_min_cents", usual.min_cents),
            limits.get("credit_max_cents", usual.max_cents),
            limits.get("dispatch_hours", usual.dispatch_hours),
        )


class Credit(NamedTuple):
    """What is due and why. `why` of nothing due: unpaid, dispatched_in_time, dispatch_not_due_yet,
    no_promise, excluded_area, arrived_in_time, not_due_yet, force_majeure. `late_minutes` is 0 then."""

    amount_cents: int
    rule: Literal["late_dispatch", "late_delivery"] | None
    why: str
    late_minutes: int = 0


def credit_cents(paid_cents: int, terms: CreditTerms) -> int:
    """The percentage of the amount paid, halves of a cent up, within the least and the most."""
    return max(terms.min_cents, min(terms.max_cents, part_of(paid_cents, terms.pct * 100)))


def minutes_late(due_ms: int, happened_ms: int) -> int:
    """Whole minutes on the clock between what was due and what happened: as read off two times."""
    return happened_ms // MINUTE_MS - due_ms // MINUTE_MS


def dispatch_due_ms(paid_ms: int, terms: CreditTerms, announced_ms: int | None = None) -> int:
    """When the carrier must have the goods: so many hours after payment, or on the later date the page
    announced for goods sold before they are there (pre-sale).
    """
    usual = paid_ms + max(terms.dispatch_hours, CreditTerms().dispatch_hours) * HOUR_MS
    if announced_ms is not None and announced_ms > usual:
        return announced_ms
    return paid_ms + terms.dispatch_hours * HOUR_MS


def late_dispatch_due(
    *,
    paid_ms: int | None,
    collected_ms: int | None,
    now_ms: int,
    paid_cents: int,
    terms: CreditTerms,
    announced_ms: int | None = None,
) -> Credit:
    """Late dispatch: no collection scan within the hours after payment, or by the date announced in a
    pre-sale. Force majeure on the road is no excuse.
    """
    if paid_ms is None:
        return Credit(0, None, "unpaid")
    due = dispatch_due_ms(paid_ms, terms, announced_ms)
    late = minutes_late(due, now_ms if collected_ms is None else min(collected_ms, now_ms))
    if late <= 0:
        return Credit(0, None, "dispatch_not_due_yet" if collected_ms is None else "dispatched_in_time")
    why = "never_collected" if collected_ms is None else "collected_late"
    return Credit(credit_cents(paid_cents, terms), "late_dispatch", why, late)


def late_delivery_due(
    *,
    paid_ms: int | None,
    promised_ms: int | None,
    delivered_ms: int | None,
    now_ms: int,
    paid_cents: int,
    terms: CreditTerms,
    force_majeure: Iterable[Window] = (),
    excluded: bool = False,
) -> Credit:
    """Late delivery: the date the page promised has passed. Declared force majeure does not count; an area
    the mall excludes was promised nothing.
    """
    if paid_ms is None:
        return Credit(0, None, "unpaid")
    if promised_ms is None:
        return Credit(0, None, "no_promise")
    if excluded:
        return Credit(0, None, "excluded_area")
    until = now_ms if delivered_ms is None else min(delivered_ms, now_ms)
    if minutes_late(promised_ms, until) <= 0:
        return Credit(0, None, "not_due_yet" if delivered_ms is None else "arrived_in_time")
    late = minutes_late(promised_ms + overlap_ms(force_majeure, paid_ms, until), until)
    if late <= 0:
        return Credit(0, None, "force_majeure")
    why = "not_delivered" if delivered_ms is None else "delivered_late"
    return Credit(credit_cents(paid_cents, terms), "late_delivery", why, late)


def credit_due(dispatch: Credit, delivery: Credit) -> Credit:
    """The one credit an order gets: late dispatch before late delivery, never both."""
    return dispatch if dispatch.rule is not None else delivery
