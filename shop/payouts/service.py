"""Paying small sums out of the shop's own pocket."""

from core.context import Ctx
from shop.orders.models import Order
from shop.payouts.events import PayoutDeclined, PayoutPaid
from shop.payouts.models import Payout
from shop.payouts.queries import paid_by_reason
from shop.payouts.rules import CAP_CENTS, cap_of, may_pay


def pay(ctx: Ctx, *, order_id: int, amount_cents: int, reason: str, approved_by: str | None = None) -> int:
    """Pays a small sum to the shopper of an order, outside the refund ceiling, and returns the payout's id.

    Whose limit it is within, the desk has decided. Records PayoutPaid. Raises Invalid
    `payout_reason_unknown` or `amount_not_positive`; Refusal `payout_already_paid` (a late credit is paid
    once), `payout_above_cap`.
    """
    order = ctx.get(Order, order_id)
    cap = cap_of(order.captured_cents, int(ctx.setting("payout_cap_cents", CAP_CENTS)))
    may_pay(amount_cents, reason, cap_cents=cap, paid=paid_by_reason(ctx, order_id))
    payout_id = _keep(ctx, order_id, order.shopper_id, amount_cents, reason, "paid", approved_by or ctx.actor)
    ctx.record(
        PayoutPaid(
            payout_id=payout_id,
            order_id=order_id,
            shopper_id=order.shopper_id,
            amount_cents=amount_cents,
            reason=reason,
        )
    )
    return payout_id


def decline(ctx: Ctx, *, order_id: int, amount_cents: int, reason: str, declined_by: str) -> int:
    """Keeps on record that a payout was asked for and refused. Records PayoutDeclined."""
    order = ctx.get(Order, order_id)
    payout_id = _keep(ctx, order_id, order.shopper_id, amount_cents, reason, "declined", declined_by)
    ctx.record(
        PayoutDeclined(
            payout_id=payout_id,
            order_id=order_id,
            shopper_id=order.shopper_id,
            amount_cents=amount_cents,
            reason=reason,
        )
    )
    return payout_id


def _keep(
    ctx: Ctx, order_id: int, shopper_id: int, amount_cents: int, reason: str, state: str, decided_by: str
) -> int:
    return ctx.insert(
        Payout,
        order_id=order_id,
        shopper_id=shopper_id,
        amount_cents=amount_cents,
        reason=reason,
        state=state,
        requested_by=ctx.actor,
        approved_by=decided_by,
        requested_ms=ctx.mall_ms,
        paid_ms=ctx.mall_ms if state == "paid" else None,
    )
