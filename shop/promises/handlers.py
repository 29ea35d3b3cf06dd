"""What changes the promises made for orders."""

from core.context import Ctx
from core.events import handles
from logistics.consignments.events import ParcelScanned
from logistics.disruptions.events import DisruptionCleared, DisruptionDeclared
from shop.orders.events import OrderCancelled, OrderDelivered
from shop.orders.rules import order_id_of
from shop.promises import service


@handles(DisruptionDeclared)
def on_trouble(ctx: Ctx, event: DisruptionDeclared, seq: int) -> None:
    """Force majeure excuses delays of goods that had to pass there, also those already counted."""
    if event.force_majeure:
        service.excuse(ctx)
        service.watch(ctx)


@handles(DisruptionCleared)
def on_all_clear(ctx: Ctx, event: DisruptionCleared, seq: int) -> None:
    """The clocks it held up run again, sooner than was thought."""
    if event.force_majeure:
        service.watch(ctx)


@handles(OrderDelivered)
def on_delivered(ctx: Ctx, event: OrderDelivered, seq: int) -> None:
    """The goods are at the door within the day: what was late is on record by then."""
    service.settle_slot(ctx, order_id=event.order_id, action="keep")


@handles(ParcelScanned)
def on_nobody_home(ctx: Ctx, event: ParcelScanned, seq: int) -> None:
    """A courier who finds nobody at home was there in time."""
    order_id = order_id_of(event.reference) if event.code == "delivery_failed" else None
    if order_id is not None and service.was_at_the_door(ctx, order_id):
        service.settle_slot(ctx, order_id=order_id, action="keep")


@handles(OrderCancelled)
def on_cancelled(ctx: Ctx, event: OrderCancelled, seq: int) -> None:
    """Nothing is promised for an order that was given up."""
    service.settle_slot(ctx, order_id=event.order_id, action="drop")
