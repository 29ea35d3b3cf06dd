"""The states of an order and who may move it."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from core.errors import Forbidden, IllegalTransition

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS

STATES = (
    "pending_payment",
    "paid",
    "packing",
    "cancel_review",
    "partly_shipped",
    "shipped",
    "delivered",
    "completed",
    "archived",
    "cancelled",
)
FLAGS = ("red", "yellow", "green", "blue", "purple")

# (state, action) -> (state after, who may do it). "system" stands for what follows from another record: a
# refund that was decided, a parcel that moved.
TRANSITIONS: Mapping[tuple[str, str], tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        ("pending_payment", "pay"): ("paid", ("shopper",)),
        ("pending_payment", "cancel_unpaid"): ("cancelled", ("shopper", "timer")),
        ("paid", "pick"): ("packing", ("warehouse",)),
        ("paid", "ship"): ("shipped", ("system",)),
        ("packing", "ship"): ("shipped", ("system",)),
        ("packing", "ship_part"): ("partly_shipped", ("system",)),
        ("partly_shipped", "ship"): ("shipped", ("system",)),
        ("paid", "review_cancel"): ("cancel_review", ("system",)),
        ("packing", "review_cancel"): ("cancel_review", ("system",)),
        ("cancel_review", "keep"): ("paid", ("system",)),
        ("paid", "cancel_paid"): ("cancelled", ("system",)),
        ("packing", "cancel_paid"): ("cancelled", ("system",)),
        ("cancel_review", "cancel_paid"): ("cancelled", ("system",)),
        ("shipped", "void_label"): ("cancelled", ("system",)),
        ("shipped", "unlabel"): ("packing", ("system",)),
        ("shipped", "deliver"): ("delivered", ("system",)),
        ("delivered", "confirm"): ("completed", ("shopper",)),
        ("delivered", "complete"): ("completed", ("timer",)),
        ("completed", "archive"): ("archived", ("timer",)),
        # Fully refunded is closed (交易关闭), wherever the goods have been.
        ("shipped", "close_refunded"): ("cancelled", ("system",)),
        ("delivered", "close_refunded"): ("cancelled", ("system",)),
        ("completed", "close_refunded"): ("cancelled", ("system",)),
        ("archived", "close_refunded"): ("cancelled", ("system",)),
    }
)


def after(state: str, action: str, who: str = "system") -> str:
    """The state after an action. Raises IllegalTransition, or Forbidden when the state allows it but not to
    `who`.
    """
    found = TRANSITIONS.get((state, action))
    if found is None:
        raise IllegalTransition("order", state=state, action=action)
    if who not in found[1]:
        raise Forbidden("not_yours_to_do", action=action)
    return found[0]


def completes_at(shipped_ms: int, delivered_ms: int) -> int:
    """When an order is completed by itself: ten days after dispatch, but not before three days after
    signing.
    """
    return max(shipped_ms + 10 * DAY_MS, delivered_ms + 3 * DAY_MS)


def closes_unpaid_at(placed_ms: int) -> int:
    """When an order nobody pays for closes by itself."""
    return placed_ms + DAY_MS


def archives_at(completed_ms: int) -> int:
    """When the after-sales window of a completed order ends."""
    return completed_ms + 15 * DAY_MS


def in_areas(areas: Iterable[str], *, province: str, city: str, district: str) -> bool:
    """Whether an address lies in one of these areas, each "province", "province/city" or
    "province/city/district".
    """
    names = (province, city, district)
    return any(tuple(area.split("/")) == names[: area.count("/") + 1] for area in areas)


def order_id_of(reference: str) -> int | None:
    """ "order:17" → 17; None for a reference that names no order."""
    noun, _, number = reference.partition(":")
    return int(number) if noun == "order" and number.isdigit() else None
