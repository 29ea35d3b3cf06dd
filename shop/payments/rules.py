"""Refunds: how far, over which lines, and when the money is there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from core.errors import IllegalTransition, Invalid, Refusal
from core.money import split_by_shares

TRANSITIONS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("requested", "approve"): "approved",
        ("approved", "process"): "processing",
        ("processing", "succeed"): "succeeded",
        ("processing", "fail"): "failed",
        ("failed", "retry"): "processing",
    }
)

# Minutes of mall time until the money is back, by how it was paid.
SETTLE_MINUTES: Mapping[str, int] = MappingProxyType(
    {"wallet": 2, "bank_card": 24 * 60, "credit_card": 3 * 24 * 60}
)
MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Split:
    """A refund taken apart: (line, cents) for every line that gets something, and the freight."""

    lines: tuple[tuple[int, int], ...]
    freight_cents: int


def split_refund(amount_cents: int, lines: Sequence[tuple[int, int]], freight_cents: int) -> Split:
    """Splits a refund over (line, what is left to refund of it), to the cent; goods first, then freight.

    No line gets more than is left of it. Raises Invalid `amount_not_positive`, Refusal `refund_above_paid`.
    """
    if amount_cents <= 0:
        raise Invalid("amount_not_positive")
    left = sum(rest for _, rest in lines)
    if amount_cents > left + freight_cents:
        raise Refusal("refund_above_paid", amount_cents=amount_cents, left_cents=left + freight_cents)
    goods = min(amount_cents, left)
    parts = split_by_shares(goods, [rest for _, rest in lines])
    shares = tuple((line, part) for (line, _), part in zip(lines, parts, strict=True) if part)
    return Split(shares, amount_cents - goods)


def settles_at(method: str, now_ms: int, minutes: Mapping[str, int] = SETTLE_MINUTES) -> int:
    """When a refund decided now has reached the shopper; an unknown way of paying counts as a bank card."""
    return now_ms + minutes.get(method, minutes["bank_card"]) * MINUTE_MS


def payment_state(captured_cents: int, refunded_cents: int) -> str:
    """What a payment is called after refunds that succeeded."""
    if refunded_cents <= 0:
        return "captured"
    return "refunded" if refunded_cents >= captured_cents else "partly_refunded"


def after(state: str, action: str) -> str:
    """The state of a refund after an action. Raises IllegalTransition."""
    result = TRANSITIONS.get((state, action))
    if result is None:
        raise IllegalTransition("refund", state=state, action=action)
    return result
