"""Goodwill coupons (rule P8)."""

from core.errors import Refusal

GOODWILL_CENTS = (500, 1000, 2000)
MEMBER_CENTS = 5000
MEMBER_YEARS = 5
VALID_DAYS = 30
DAY_MS = 86_400_000
YEAR_MS = 365 * DAY_MS


def may_grant(amount_cents: int, *, member_ms: int, had_one: bool) -> None:
    """Refuses a goodwill coupon of another amount than the rule's, or a second one in the same matter.

    `member_ms`: how long they have been a member; the large one is for five years and more. Raises Refusal
    `coupon_amount_not_allowed` or `coupon_already_granted`.
    """
    allowed = GOODWILL_CENTS if member_ms < MEMBER_YEARS * YEAR_MS else (*GOODWILL_CENTS, MEMBER_CENTS)
    if amount_cents not in allowed:
        raise Refusal("coupon_amount_not_allowed", amount_cents=amount_cents, allowed=list(allowed))
    if had_one:
        raise Refusal("coupon_already_granted")


def state_at(state: str, expires_ms: int, now_ms: int) -> str:
    """What a coupon is now: one granted expires by itself."""
    return "expired" if state == "granted" and expires_ms <= now_ms else state
