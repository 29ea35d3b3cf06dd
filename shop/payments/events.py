"""What happens to money that goes back."""

from typing import ClassVar

from core.events.base import Event


class RefundEvent(Event):
    """A refund moved; the desk and the shopper it belongs to may know."""

    refund_id: int
    order_id: int
    shopper_id: int
    amount_cents: int
    reason: str

    def subject(self) -> str:
        return f"order:{self.order_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk", f"shopper:{self.shopper_id}")


class RefundRequested(RefundEvent):
    """Money is on its way back, by the way it came."""

    kind: ClassVar[str] = "shop.refund.requested"
    return_id: int | None


class RefundSucceeded(RefundEvent):
    """The shopper has the money."""

    kind: ClassVar[str] = "shop.refund.succeeded"
    return_id: int | None


class RefundFailed(RefundEvent):
    """The bank sent it back; it can be tried again."""

    kind: ClassVar[str] = "shop.refund.failed"
    return_id: int | None
