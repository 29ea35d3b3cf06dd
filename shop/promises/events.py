"""What is announced about promises."""

from typing import ClassVar

from shop.orders.events import OrderEvent


class OfPromise(OrderEvent):
    """About one promise of an order, for the desk and its shopper."""

    promise_id: int
    rule: str
    due_ms: int


class SlotBooked(OfPromise):
    """Goods that come within 24 hours or are free were given a slot; the day counts from `slot_ms`."""

    kind: ClassVar[str] = "shop.promise.slot_booked"
    slot_ms: int


class PromiseBroken(OfPromise):
    """What was promised about time did not happen by then; `broken_ms` is the first minute too late."""

    kind: ClassVar[str] = "shop.promise.broken"
    broken_ms: int


class PromiseExcused(OfPromise):
    """Operations declared afterwards what excuses the delay: the promise runs on."""

    kind: ClassVar[str] = "shop.promise.excused"


class PromiseKept(OfPromise):
    """The goods were at the door within the day."""

    kind: ClassVar[str] = "shop.promise.kept"
