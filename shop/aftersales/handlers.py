"""What parcels, carriers and the bank do to return requests."""

from contextlib import suppress
from typing import Any

from core.context import Ctx
from core.errors import Refusal
from core.events import handles
from logistics.consignments.events import ParcelEnded, ParcelScanned
from logistics.receipts.events import ReceiptRecorded
from logistics.work_orders.events import WorkOrderAnswered
from shop.aftersales import moves
from shop.aftersales.models import ReturnRequest
from shop.aftersales.queries import open_of_order
from shop.catalog.service import move_stock
from shop.orders.models import Order
from shop.orders.queries import lines_of
from shop.orders.rules import order_id_of
from shop.payments.events import RefundSucceeded

STOPPING = ("intercepting", "intercept_missed")


@handles(WorkOrderAnswered)
def on_answer(ctx: Ctx, event: WorkOrderAnswered, seq: int) -> None:
    """A parcel that could not be stopped. (One that was stopped is told by its scan.)"""
    row = _open(ctx, event.reference)
    if event.answer_code == "intercept_missed" and row is not None and row.state == "intercepting":
        moves.missed(ctx, row)


@handles(ParcelScanned)
def on_scan(ctx: Ctx, event: ParcelScanned, seq: int) -> None:
    """Parcels that turn round, reach the door or come back."""
    if event.code not in ("intercepted", "refused", "returning", "signed", "returned"):
        return
    row = _open(ctx, event.reference)
    if event.code == "signed":
        if row is not None and row.state in STOPPING:
            moves.reached_door(ctx, row)
        elif row is not None and row.state == "requested":
            ctx.update(ReturnRequest, row.id, path="received")
    elif event.code != "returned":
        if row is not None and row.state in STOPPING:
            moves.turned_round(ctx, row)
    else:
        _came_back(ctx, event.reference, row)


@handles(ParcelEnded)
def on_end(ctx: Ctx, event: ParcelEnded, seq: int) -> None:
    """A parcel given up for lost takes no further waiting: the money goes back."""
    row = _open(ctx, event.reference)
    if event.state == "lost_closed" and row is not None and row.state in (*STOPPING, "returning"):
        moves.pay_back(ctx, row, "gone", "received")


@handles(ReceiptRecorded)
def on_inspection(ctx: Ctx, event: ReceiptRecorded, seq: int) -> None:
    """What came back broken, incomplete or not at all leaves the shelf it was counted to."""
    order_id = order_id_of(event.reference)
    if order_id is None:
        return
    variants = {f"line:{line.id}": line.variant_id for line in lines_of(ctx, order_id)}
    for article in event.articles:
        variant_id = variants.get(article["ref"])
        if article["verdict"] == "sellable" or variant_id is None:
            continue
        # A unit sold in the meantime cannot be taken away: the next stocktake finds the difference.
        with suppress(Refusal):
            move_stock(
                ctx,
                kind="write_off",
                units={variant_id: article["count"]},
                reference=f"receipt:{event.receipt_id}",
            )


@handles(RefundSucceeded)
def on_money_back(ctx: Ctx, event: RefundSucceeded, seq: int) -> None:
    """The money has arrived: the matter is settled."""
    if event.return_id is not None:
        row = ctx.get(ReturnRequest, event.return_id)
        if row.state == "refunding":
            moves.settled(ctx, row)


def _open(ctx: Ctx, reference: str) -> Any:
    order_id = order_id_of(reference)
    return None if order_id is None else open_of_order(ctx, order_id)


def _came_back(ctx: Ctx, reference: str, row: Any) -> None:
    """A parcel in the warehouse again is refunded, whether or not somebody asked before."""
    order_id = order_id_of(reference)
    if row is None and order_id is not None:
        row = moves.unasked(ctx, ctx.get(Order, order_id))
    if row is not None and row.state != "refunding":
        moves.came_back(ctx, row)
