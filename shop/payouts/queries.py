"""Small payouts, as other rooms and pages read them."""

from typing import Any

from sqlalchemy import func, select

from core.context import Ctx
from core.wire import at
from shop.payouts.models import Payout

_payouts = Payout.__table__


def paid_by_reason(ctx: Ctx, order_id: int) -> dict[str, int]:
    """What was paid out for an order so far, in cents by reason."""
    rows = ctx.all(
        select(_payouts.c.reason, func.sum(_payouts.c.amount_cents).label("cents"))
        .where(_payouts.c.mall_id == ctx.mall_id, _payouts.c.order_id == order_id, _payouts.c.state == "paid")
        .group_by(_payouts.c.reason)
        .order_by(_payouts.c.reason)
    )
    return {row.reason: int(row.cents) for row in rows}


def payouts_of(ctx: Ctx, order_id: int, *, desk: bool) -> list[dict[str, Any]]:
    """The payouts of an order; the shopper sees those paid, and not by whom."""
    rows = ctx.all(
        select(_payouts)
        .where(_payouts.c.mall_id == ctx.mall_id, _payouts.c.order_id == order_id)
        .order_by(_payouts.c.id)
    )
    return [
        {
            "id": row.id,
            "reason": row.reason,
            "state": row.state,
            "amount_cents": row.amount_cents,
            "requested_at": at(row.requested_ms),
            "paid_at": at(row.paid_ms),
            **({"requested_by": row.requested_by, "approved_by": row.approved_by} if desk else {}),
        }
        for row in rows
        if desk or row.state == "paid"
    ]
