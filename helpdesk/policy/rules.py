"""Who may give how much: rules P3, P6 and P8 as numbers. Amounts are cents."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Role = Literal["agent", "lead"]

# P6: what may be given per case (here: per order) without asking.
CASE_LIMITS: Mapping[str, int] = MappingProxyType({"agent": 5_000, "lead": 20_000})
# Which goodwill coupons exist (P8) is the shop's rule; up to which an agent grants them stands with the
# agent.

PAYOUT_REASONS = ("late_credit", "goodwill", "freight", "difference")

Answer = Literal["do", "ask_lead", "above_lead_limit"]


@dataclass(frozen=True, slots=True)
class Given:
    """What a case has had already without a lead's word."""

    payouts_cents: int = 0
    coupons_cents: int = 0

    @property
    def total_cents(self) -> int:
        return self.payouts_cents + self.coupons_cents


def counted(amount_cents: int, *, reason: str, credit_open_cents: int) -> int:
    """What of a payout counts against the limit: a credit that is due under P3 is owed, not given."""
    if reason == "late_credit":
        return max(0, amount_cents - credit_open_cents)
    return amount_cents


def payout(amount_cents: int, given: Given, *, role: str, limit_cents: int, lead_limit_cents: int) -> Answer:
    """Whether somebody may give so much more in this case.

    `amount_cents` is what counts (see `counted`).
    """
    total = given.total_cents + amount_cents
    if amount_cents == 0 or total <= limit_cents:
        return "do"
    if total > lead_limit_cents:
        return "above_lead_limit"
    return "do" if role == "lead" else "ask_lead"


def coupon(
    amount_cents: int,
    given: Given,
    *,
    role: str,
    limit_cents: int,
    coupon_limit_cents: int,
    lead_limit_cents: int,
) -> Answer:
    """Whether somebody may grant a goodwill coupon of this worth."""
    total = given.total_cents + amount_cents
    if amount_cents <= coupon_limit_cents and total <= limit_cents:
        return "do"
    if total > lead_limit_cents:
        return "above_lead_limit"
    return "do" if role == "lead" else "ask_lead"


def refund(amount_cents: int, *, path: str, parcel_lost: bool, role: str, limit_cents: int) -> Answer:
    """Goods that never came are paid back by anybody at the desk;

    goods that were received above the limit by a lead.
    """
    if path != "received" or parcel_lost or amount_cents <= limit_cents:
        return "do"
    return "do" if role == "lead" else "ask_lead"
