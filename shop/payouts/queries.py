"""Small payouts, as other rooms and pages read them."""

from typing import Any

from core.context import Ctx
from core.wire import at
from shop.payouts.models import Payout


def paid_by_reason(ctx: Ctx, order_id: int) -> dict[str, int]:
    """What was paid out for an order so far, in cents by reason."""
    paid: dict[str, int] = {}
    for row in ctx.rows(Payout, order_id=order_id, state="paid", order_by="reason"):
        paid[row.reason] = paid.get(row.reason, 0) + row.amount_cents
    return paid


def payouts_of(ctx: Ctx, order_id: int, *, desk: bool) -> list[dict[str, Any]]:
    """The payouts of an order; the shopper sees those paid, and not by whom."""
    rows = ctx.rows(Payout, order_id=order_id, order_by="id")
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
