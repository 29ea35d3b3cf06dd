"""What happens to small payouts."""

from typing import ClassVar

from core.events.base import Event


class PayoutEvent(Event):
    """A payout was decided; the desk and its shopper may know."""

    payout_id: int
    order_id: int
    shopper_id: int
    amount_cents: int
    reason: str

    def subject(self) -> str:
        return f"order:{self.order_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk", f"shopper:{self.shopper_id}")


class PayoutPaid(PayoutEvent):
    """The shopper got a small payout."""

    kind: ClassVar[str] = "shop.payout.paid"


class PayoutDeclined(PayoutEvent):
    """Somebody asked for a payout and was told no. The shopper does not hear of it."""

    kind: ClassVar[str] = "shop.payout.declined"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)
