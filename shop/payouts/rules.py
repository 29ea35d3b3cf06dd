"""Small payouts: for what, and how much an order can bear."""

from core.errors import Invalid, Refusal

REASONS = ("late_credit", "goodwill", "freight", "difference")
CAP_CENTS = 20_000
# Paid at most once an order: the credit of rule P3.
ONCE = ("late_credit",)


def cap_of(captured_cents: int, cap_cents: int = CAP_CENTS) -> int:
    """All payouts of an order together stay within this: the mall's cap, and never more than was paid."""
    return min(cap_cents, captured_cents)


def may_pay(amount_cents: int, reason: str, *, cap_cents: int, paid: dict[str, int]) -> None:
    """Refuses a payout the order can't bear; `paid` is what was paid so far, by reason.

    Raises Invalid `payout_reason_unknown` or `amount_not_positive`; Refusal `payout_already_paid` or
    `payout_above_cap`.
    """
    if reason not in REASONS:
        raise Invalid("payout_reason_unknown", reason=reason)
    if amount_cents <= 0:
        raise Invalid("amount_not_positive")
    if reason in ONCE and paid.get(reason):
        raise Refusal("payout_already_paid", reason=reason, paid_cents=paid[reason])
    so_far = sum(paid.values())
    if so_far + amount_cents > cap_cents:
        raise Refusal("payout_above_cap", cap_cents=cap_cents, paid_cents=so_far, amount_cents=amount_cents)
