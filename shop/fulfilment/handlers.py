"""What parcels do to orders."""

from typing import Any

from core.context import Ctx
from core.events import handles
from logistics.consignments.events import (
    ParcelEnded,
    ParcelEtaChanged,
    ParcelExceptionRaised,
    ParcelScanned,
)
from logistics.consignments.queries import newest_states
from logistics.work_orders.events import WorkOrderAnswered, WorkOrderOpened
from shop.fulfilment import bench
from shop.orders import service as orders
from shop.orders.events import OrderCancelled, OrderCarrierAnswered, OrderCarrierAsked, OrderParcelMoved
from shop.orders.models import Order
from shop.orders.rules import order_id_of


@handles(ParcelScanned)
def on_scan(ctx: Ctx, event: ParcelScanned, seq: int) -> None:
    """A label ships the order, a signature delivers it, a returned parcel fills the shelf again."""
    order_id = order_id_of(event.reference)
    if order_id is None:
        return
    order = ctx.get(Order, order_id)
    if event.code == "label_created":
        orders.mark_shipped(ctx, order_id=order_id, consignment_id=event.consignment_id)
    elif event.code == "signed" and order.state == "shipped":
        orders.mark_delivered(ctx, order_id=order_id, consignment_id=event.consignment_id)
    elif event.code == "returned":
        orders.receive_back(ctx, order_id=order_id)
    _moved(ctx, event.reference, event.consignment_id, event.code)


@handles(ParcelEnded)
def on_void_label(ctx: Ctx, event: ParcelEnded, seq: int) -> None:
    """A label made void while its order goes on: it waits to be packed for another one."""
    order_id = order_id_of(event.reference)
    if order_id is None or event.state != "cancelled":
        return
    left = newest_states(ctx, [event.reference])
    if ctx.get(Order, order_id).state == "shipped" and not left:
        orders.unlabel(ctx, order_id=order_id)
        bench.void_label(ctx, order_id)


@handles(OrderCancelled)
def on_cancelled(ctx: Ctx, event: OrderCancelled, seq: int) -> None:
    """An order given up while it was at the bench: its goods go back to the shelves."""
    bench.drop(ctx, event.order_id)


@handles(ParcelExceptionRaised)
def on_trouble(ctx: Ctx, event: ParcelExceptionRaised, seq: int) -> None:
    """The shopper's page shows the trouble."""
    _moved(ctx, event.reference, event.consignment_id, event.exception)


@handles(ParcelEtaChanged)
def on_eta(ctx: Ctx, event: ParcelEtaChanged, seq: int) -> None:
    """The shopper's page shows the new estimate."""
    _moved(ctx, event.reference, event.consignment_id, "eta_changed")


@handles(WorkOrderOpened)
def on_question(ctx: Ctx, event: WorkOrderOpened, seq: int) -> None:
    """The shopper's page shows that the carrier was asked."""
    order_id = order_id_of(event.reference)
    if order_id is not None:
        ctx.record(OrderCarrierAsked(**_asked(ctx, order_id, event)))


@handles(WorkOrderAnswered)
def on_answer(ctx: Ctx, event: WorkOrderAnswered, seq: int) -> None:
    """The shopper's page shows the answer."""
    order_id = order_id_of(event.reference)
    if order_id is not None:
        ctx.record(OrderCarrierAnswered(**_asked(ctx, order_id, event), answer_code=event.answer_code))


def _asked(ctx: Ctx, order_id: int, event: WorkOrderOpened | WorkOrderAnswered) -> dict[str, Any]:
    return {
        "order_id": order_id,
        "shopper_id": ctx.get(Order, order_id).shopper_id,
        "consignment_id": event.consignment_id,
        "work_order_id": event.work_order_id,
        "order_kind": event.order_kind,
    }


def _moved(ctx: Ctx, reference: str, consignment_id: int, code: str) -> None:
    order_id = order_id_of(reference)
    if order_id is not None:
        order = ctx.get(Order, order_id)
        ctx.record(
            OrderParcelMoved(
                order_id=order_id, shopper_id=order.shopper_id, consignment_id=consignment_id, code=code
            )
        )
