"""Money in and money back, as other rooms and pages read it."""

from typing import Any

from core.context import Ctx
from core.wire import at
from shop.payments.models import Payment, Refund


def payments_of(ctx: Ctx, order_id: int) -> list[dict[str, Any]]:
    """What was paid for an order."""
    rows = ctx.rows(Payment, order_id=order_id, order_by="id")
    return [
        {
            "id": row.id,
            "method": row.method,
            "state": row.state,
            "amount_cents": row.amount_cents,
            "captured_at": at(row.captured_ms),
        }
        for row in rows
    ]


def refunds_of(ctx: Ctx, order_id: int) -> list[dict[str, Any]]:
    """What went back or is going back."""
    rows = ctx.rows(Refund, order_id=order_id, order_by="id")
    return [
        {
            "id": row.id,
            "return_id": row.return_id,
            "state": row.state,
            "reason": row.reason,
            "amount_cents": row.amount_cents,
            "requested_at": at(row.requested_ms),
            "succeeded_at": at(row.succeeded_ms),
        }
        for row in rows
    ]
