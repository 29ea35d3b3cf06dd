"""What happens to return requests."""

from typing import ClassVar

from core.events.base import Event


class ReturnEvent(Event):
    """A return request moved; the desk and its shopper may know."""

    return_id: int
    order_id: int
    shopper_id: int
    return_kind: str
    path: str
    amount_cents: int
    reason: str

    def subject(self) -> str:
        return f"order:{self.order_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk", f"shopper:{self.shopper_id}")


class ReturnRequested(ReturnEvent):
    """Somebody asked for money back, or the parcel reached the door in spite of all and it has to be
    decided anew.
    """

    kind: ClassVar[str] = "shop.return.requested"


class ReturnApproved(ReturnEvent):
    """The request was granted; what follows depends on where the goods are."""

    kind: ClassVar[str] = "shop.return.approved"


class ReturnRefused(ReturnEvent):
    """The request was refused, with a reason the shopper reads."""

    kind: ClassVar[str] = "shop.return.refused"
    refusal_reason: str
    refusal_text: str


class ReturnIntercepting(ReturnEvent):
    """The carrier is asked to stop the parcel."""

    kind: ClassVar[str] = "shop.return.intercepting"
    work_order_id: int


class ReturnInterceptMissed(ReturnEvent):
    """The parcel could not be stopped: the shopper refuses it at the door, or has it."""

    kind: ClassVar[str] = "shop.return.intercept_missed"


class ReturnReturning(ReturnEvent):
    """The parcel is on its way back."""

    kind: ClassVar[str] = "shop.return.returning"


class ReturnReceived(ReturnEvent):
    """The warehouse has the goods again."""

    kind: ClassVar[str] = "shop.return.received"


class ReturnRefunded(ReturnEvent):
    """The shopper has the money; the matter is settled."""

    kind: ClassVar[str] = "shop.return.refunded"


class ReturnCancelled(ReturnEvent):
    """The request was taken back."""

    kind: ClassVar[str] = "shop.return.cancelled"
