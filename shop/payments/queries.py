"""Money in and money back, as other rooms and pages read it."""

from typing import Any

from sqlalchemy import select

from core.context import Ctx
from core.wire import at
from shop.payments.models import Payment, Refund

_payments, _refunds = Payment.__table__, Refund.__table__


def payments_of(ctx: Ctx, order_id: int) -> list[dict[str, Any]]:
    """What was paid for an order."""
    rows = ctx.all(
        select(_payments)
        .where(_payments.c.mall_id == ctx.mall_id, _payments.c.order_id == order_id)
        .order_by(_payments.c.id)
    )
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
    rows = ctx.all(
        select(_refunds)
        .where(_refunds.c.mall_id == ctx.mall_id, _refunds.c.order_id == order_id)
        .order_by(_refunds.c.id)
    )
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
