"""One step of a return request: the row, the event, and what the step costs. Used by service and handlers
only.
"""

from typing import Any

from core.context import Ctx
from logistics.consignments.queries import by_references
from shop.aftersales.events import (
    ReturnApproved,
    ReturnCancelled,
    ReturnInterceptMissed,
    ReturnReceived,
    ReturnRefunded,
    ReturnRequested,
    ReturnReturning,
)
from shop.aftersales.models import ReturnRequest
from shop.aftersales.rules import DECIDED_BY_ITSELF_MS, Path, after, path_of
from shop.orders import service as orders
from shop.payments.service import refund


def told(row: Any, path: str) -> dict[str, Any]:
    """The fields every event about a return request carries."""
    return {
        "return_id": row.id,
        "order_id": row.order_id,
        "shopper_id": row.shopper_id,
        "return_kind": row.kind,
        "path": path,
        "amount_cents": row.amount_cents,
        "reason": row.reason,
    }


def parcel_of(ctx: Ctx, order_id: int) -> Any:
    """The newest parcel of an order that was not made void; None while nothing is labelled."""
    parcels = [p for p in by_references(ctx, [f"order:{order_id}"]) if p.state != "cancelled"]
    return parcels[-1] if parcels else None


def path_now(ctx: Ctx, order: Any) -> tuple[Path, Any]:
    """Where the goods of an order are now, and the parcel they are in. Raises Refusal `nothing_to_refund`."""
    parcel = parcel_of(ctx, order.id)
    return path_of(order.state, None if parcel is None else parcel.state), parcel


def await_decision(ctx: Ctx, row: Any, path: str) -> None:
    """Tells that a request waits to be decided; after 48 hours it decides itself in the shopper's favour."""
    ctx.record(ReturnRequested(**told(row, path)))
    ctx.schedule(
        "shop.return.approve_by_itself",
        due=ctx.mall_ms + DECIDED_BY_ITSELF_MS,
        axis="mall",
        key=f"return:{row.id}",
        return_id=row.id,
    )


def approved(ctx: Ctx, row: Any, path: str, who: str) -> None:
    """Notes that the request was granted; the caller leads on at once."""
    after(row.state, "approve", who)
    ctx.cancel(f"return:{row.id}")
    ctx.update(ReturnRequest, row.id, state="approved", path=path, decided_ms=ctx.mall_ms)
    ctx.record(ReturnApproved(**told(row, path)))


def pay_back(ctx: Ctx, row: Any, action: str, path: str) -> None:
    """Sends the money back: the request waits for the bank. Raises Refusal `refund_above_paid`."""
    ctx.cancel(f"return:{row.id}")
    ctx.update(ReturnRequest, row.id, state=after(row.state, action), path=path)
    refund(ctx, order_id=row.order_id, amount_cents=row.amount_cents, reason=row.reason, return_id=row.id)


def turned_round(ctx: Ctx, row: Any, action: str = "turned_round") -> None:
    """The parcel is on its way back."""
    ctx.update(ReturnRequest, row.id, state=after(row.state, action), path="in_transit")
    ctx.record(ReturnReturning(**told(row, "in_transit")))


def missed(ctx: Ctx, row: Any) -> None:
    """The carrier could not stop the parcel."""
    ctx.update(ReturnRequest, row.id, state=after(row.state, "missed"))
    ctx.record(ReturnInterceptMissed(**told(row, row.path)))


def reached_door(ctx: Ctx, row: Any) -> None:
    """The shopper has the goods in spite of all: the request is one about received goods now, to be decided
    anew.
    """
    ctx.update(
        ReturnRequest, row.id, state=after(row.state, "reached_door"), path="received", decided_ms=None
    )
    await_decision(ctx, row, "received")


def came_back(ctx: Ctx, row: Any) -> None:
    """The warehouse has the goods: the money goes back."""
    ctx.record(ReturnReceived(**told(row, "in_transit")))
    pay_back(ctx, row, "came_back", "in_transit")


def unasked(ctx: Ctx, order: Any) -> Any:
    """A request nobody made, for goods that came back all the same; None when the order has no money left
    to return.
    """
    left = order.captured_cents - order.refunded_cents
    if order.state != "shipped" or left <= 0:
        return None
    return_id = new_request(
        ctx, order, path="in_transit", reason="returned_goods", amount_cents=left, by=ctx.actor
    )
    row = ctx.get(ReturnRequest, return_id)
    ctx.record(ReturnRequested(**told(row, row.path)))
    return row


def new_request(ctx: Ctx, order: Any, *, path: str, reason: str, amount_cents: int, by: str) -> int:
    """The row of a request just made, its lines marked as in after-sales. Nothing is recorded yet."""
    orders.flag_lines(ctx, order_id=order.id, aftersale="open")
    return ctx.insert(
        ReturnRequest,
        order_id=order.id,
        shopper_id=order.shopper_id,
        kind="refund_only",
        path=path,
        state="requested",
        reason=reason,
        amount_cents=amount_cents,
        requested_by=by,
        requested_ms=ctx.mall_ms,
        decided_ms=None,
        closed_ms=None,
        refusal_reason=None,
        refusal_text=None,
    )


def settled(ctx: Ctx, row: Any) -> None:
    """The shopper has the money."""
    ctx.update(ReturnRequest, row.id, state=after(row.state, "paid"), closed_ms=ctx.mall_ms)
    orders.flag_lines(ctx, order_id=row.order_id, aftersale="done")
    ctx.record(ReturnRefunded(**told(row, row.path)))
    orders.close_if_refunded(ctx, order_id=row.order_id)


def cancelled(ctx: Ctx, row: Any, who: str) -> None:
    """The request is taken back."""
    ctx.update(ReturnRequest, row.id, state=after(row.state, "cancel", who), closed_ms=ctx.mall_ms)
    ctx.cancel(f"return:{row.id}")
    orders.flag_lines(ctx, order_id=row.order_id, aftersale="none")
    ctx.record(ReturnCancelled(**told(row, row.path)))
