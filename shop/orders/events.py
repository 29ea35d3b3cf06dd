"""What happens to orders."""

from typing import ClassVar

from core.events.base import Event


class OrderEvent(Event):
    """Something happened to an order: the desk and its shopper may know."""

    order_id: int
    shopper_id: int

    def subject(self) -> str:
        return f"order:{self.order_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk", f"shopper:{self.shopper_id}")


class OrderNoted(OrderEvent):
    """A seller note or a flag was put on an order. The shopper never hears of it."""

    kind: ClassVar[str] = "shop.order.noted"
    note_id: int
    flag: str | None

    def audience(self) -> tuple[str, ...]:
        return ("desk",)


class OrderPacking(OrderEvent):
    """The warehouse began to pack."""

    kind: ClassVar[str] = "shop.order.packing"


class OrderDispatched(OrderEvent):
    """A label was printed: the order counts as shipped, though no carrier may have it yet."""

    kind: ClassVar[str] = "shop.order.dispatched"
    consignment_id: int


class OrderParcelMoved(OrderEvent):
    """A parcel of the order was scanned (`code` of the scan), got into trouble or got another estimate."""

    kind: ClassVar[str] = "shop.order.parcel_moved"
    consignment_id: int
    code: str


class OrderDelivered(OrderEvent):
    """The carrier says that somebody signed."""

    kind: ClassVar[str] = "shop.order.delivered"
    consignment_id: int


class OrderCompleted(OrderEvent):
    """The shopper confirmed receipt, or time did."""

    kind: ClassVar[str] = "shop.order.completed"


class OrderArchived(OrderEvent):
    """The time for after-sales is over."""

    kind: ClassVar[str] = "shop.order.archived"


class OrderCancelReviewed(OrderEvent):
    """The shopper wants to cancel a paid order; the warehouse holds it until somebody decides."""

    kind: ClassVar[str] = "shop.order.cancel_asked"


class OrderKept(OrderEvent):
    """The wish to cancel was refused or taken back: the order goes on."""

    kind: ClassVar[str] = "shop.order.kept"


class OrderCancelled(OrderEvent):
    """The order is closed (交易关闭): never paid, cancelled before dispatch, or fully refunded. `why` says
    which.
    """

    kind: ClassVar[str] = "shop.order.cancelled"
    why: str


class OrderCarrierAsked(OrderEvent):
    """The shop asked the carrier something about a parcel of the order (the desk hears of it from
    logistics).
    """

    kind: ClassVar[str] = "shop.order.carrier_asked"
    consignment_id: int
    work_order_id: int
    order_kind: str

    def audience(self) -> tuple[str, ...]:
        return (f"shopper:{self.shopper_id}",)


class OrderCarrierAnswered(OrderCarrierAsked):
    """The carrier answered."""

    kind: ClassVar[str] = "shop.order.carrier_answered"
    answer_code: str
