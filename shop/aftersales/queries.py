"""Return requests, as other rooms and pages read them."""

from typing import Any

from core.context import Ctx
from core.wire import at
from shop.aftersales.models import ReturnRequest
from shop.aftersales.rules import OPEN


def open_of_order(ctx: Ctx, order_id: int) -> Any:
    """The return request of an order that is not settled yet; None when there is none."""
    return ctx.row(ReturnRequest, order_id=order_id, state=OPEN, order_by="-id")


def count_of_order(ctx: Ctx, order_id: int) -> int:
    """How often something was asked back of an order."""
    return len(ctx.rows(ReturnRequest, order_id=order_id))


def returns_of(ctx: Ctx, order_id: int) -> list[dict[str, Any]]:
    """The return requests of an order, oldest first."""
    rows = ctx.rows(ReturnRequest, order_id=order_id, order_by="id")
    return [return_view(row) for row in rows]


def return_view(row: Any) -> dict[str, Any]:
    """A return request on the wire."""
    return {
        "id": row.id,
        "order_id": row.order_id,
        "kind": row.kind,
        "path": row.path,
        "state": row.state,
        "reason": row.reason,
        "amount_cents": row.amount_cents,
        "requested_at": at(row.requested_ms),
        "decided_at": at(row.decided_ms),
        "closed_at": at(row.closed_ms),
        "refusal_reason": row.refusal_reason,
        "refusal_text": row.refusal_text,
    }
