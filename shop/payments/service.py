"""The refund ledger, sole writer of payments, refunds and refund lines."""

from typing import Any

from core.context import Ctx
from core.timers import due_action
from shop.orders.models import Order, OrderLine
from shop.orders.service import reserve_refund
from shop.payments.events import RefundFailed, RefundRequested, RefundSucceeded
from shop.payments.models import Payment, Refund, RefundLine
from shop.payments.rules import SETTLE_MINUTES, after, payment_state, settles_at, split_refund


def refund(ctx: Ctx, *, order_id: int, amount_cents: int, reason: str, return_id: int | None = None) -> int:
    """Sends money back by the way it came, split over the lines to the cent, and returns the refund's id.

    The refund was decided by whoever calls: it is requested, approved and processing at once; the money
    arrives when the way of paying takes. Records RefundRequested. Raises Invalid `amount_not_positive`,
    Refusal `refund_above_paid`.
    """
    order = ctx.get(Order, order_id)
    split = split_refund(amount_cents, *_left_of(ctx, order))
    reserve_refund(ctx, order_id=order_id, amount_cents=amount_cents, lines=split.lines)
    refund_id = ctx.insert(
        Refund,
        order_id=order_id,
        return_id=return_id,
        state=after(after("requested", "approve"), "process"),
        reason=reason,
        amount_cents=amount_cents,
        requested_ms=ctx.mall_ms,
        succeeded_ms=None,
    )
    ctx.insert_many(
        RefundLine,
        [{"refund_id": refund_id, "line_id": line, "amount_cents": part} for line, part in split.lines],
    )
    ctx.record(
        RefundRequested(
            refund_id=refund_id,
            order_id=order_id,
            shopper_id=order.shopper_id,
            amount_cents=amount_cents,
            reason=reason,
            return_id=return_id,
        )
    )
    _wait_for_the_bank(ctx, refund_id, order_id)
    return refund_id


def fail_refund(ctx: Ctx, *, refund_id: int) -> None:
    """The bank sent a refund back: it no longer counts. Records RefundFailed. Raises IllegalTransition."""
    row = ctx.get(Refund, refund_id)
    ctx.update(Refund, refund_id, state=after(row.state, "fail"))
    ctx.cancel(f"refund:{refund_id}")
    parts = [(line, -part) for line, part in _parts_of(ctx, refund_id)]
    reserve_refund(ctx, order_id=row.order_id, amount_cents=-row.amount_cents, lines=parts)
    order = ctx.get(Order, row.order_id)
    ctx.record(RefundFailed(**_told(row, order)))


def retry_refund(ctx: Ctx, *, refund_id: int) -> None:
    """Tries a failed refund again. Records RefundRequested. Raises IllegalTransition, Refusal
    `refund_above_paid`.
    """
    row = ctx.get(Refund, refund_id)
    state = after(row.state, "retry")
    reserve_refund(ctx, order_id=row.order_id, amount_cents=row.amount_cents, lines=_parts_of(ctx, refund_id))
    ctx.update(Refund, refund_id, state=state)
    ctx.record(RefundRequested(**_told(row, ctx.get(Order, row.order_id))))
    _wait_for_the_bank(ctx, refund_id, row.order_id)


@due_action("shop.refund.settle")
def on_settlement(ctx: Ctx, payload: dict[str, Any]) -> None:
    """The money has arrived. Records RefundSucceeded."""
    row = ctx.get(Refund, int(payload["refund_id"]))
    if row.state != "processing":
        return
    ctx.update(Refund, row.id, state=after(row.state, "succeed"), succeeded_ms=ctx.mall_ms)
    order = ctx.get(Order, row.order_id)
    back = sum(done.amount_cents for done in ctx.rows(Refund, order_id=row.order_id, state="succeeded"))
    payment = _payment_of(ctx, row.order_id)
    if payment is not None:
        ctx.update(Payment, payment.id, state=payment_state(payment.amount_cents, back))
    ctx.record(RefundSucceeded(**_told(row, order)))


def _told(row: Any, order: Any) -> dict[str, Any]:
    return {
        "refund_id": row.id,
        "order_id": row.order_id,
        "shopper_id": order.shopper_id,
        "amount_cents": row.amount_cents,
        "reason": row.reason,
        "return_id": row.return_id,
    }


def _wait_for_the_bank(ctx: Ctx, refund_id: int, order_id: int) -> None:
    payment = _payment_of(ctx, order_id)
    minutes = {**SETTLE_MINUTES, **ctx.setting("refund_minutes", {})}
    ctx.schedule(
        "shop.refund.settle",
        due=settles_at("" if payment is None else payment.method, ctx.mall_ms, minutes),
        axis="mall",
        key=f"refund:{refund_id}",
        refund_id=refund_id,
    )


def _payment_of(ctx: Ctx, order_id: int) -> Any:
    """The payment that brought the money; None for an order nobody paid."""
    paid = (row for row in ctx.rows(Payment, order_id=order_id, order_by="id") if row.captured_ms is not None)
    return next(paid, None)


def _left_of(ctx: Ctx, order: Any) -> tuple[list[tuple[int, int]], int]:
    """What is left to refund of each line, and of the freight."""
    rows = ctx.rows(OrderLine, order_id=order.id, order_by="id")
    lines = [(row.id, row.price_cents - row.discount_cents - row.refunded_cents) for row in rows]
    return lines, order.captured_cents - order.refunded_cents - sum(rest for _, rest in lines)


def _parts_of(ctx: Ctx, refund_id: int) -> list[tuple[int, int]]:
    rows = ctx.rows(RefundLine, refund_id=refund_id, order_by="id")
    return [(int(row.line_id), int(row.amount_cents)) for row in rows]
