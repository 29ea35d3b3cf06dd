"""Money, recomputed: what orders and lines say they gave back is what the refunds add up to."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.invariants import Finding, invariant
from shop.orders.models import Order, OrderLine
from shop.payments.models import Payment, Refund, RefundLine
from shop.payments.rules import payment_state

_orders, _lines = Order.__table__, OrderLine.__table__
_payments, _refunds, _parts = Payment.__table__, Refund.__table__, RefundLine.__table__


@invariant("shop.money")
def check_money(session: Session, mall_id: int) -> Iterator[Finding]:
    """Per order: captured is what payments brought; refunded is what refunds not failed take, never more than
    captured; a payment is called what its refunds make it.
    """
    captured: dict[int, int] = defaultdict(int)
    refunded: dict[int, int] = defaultdict(int)
    back: dict[int, int] = defaultdict(int)
    states: dict[int, list[Any]] = defaultdict(list)
    for pay in session.execute(select(_payments).where(_payments.c.mall_id == mall_id)):
        states[pay.order_id].append(pay)
        if pay.captured_ms is not None:
            captured[pay.order_id] += pay.amount_cents
    for refund in session.execute(select(_refunds).where(_refunds.c.mall_id == mall_id)):
        if refund.state != "failed":
            refunded[refund.order_id] += refund.amount_cents
        if refund.state == "succeeded":
            back[refund.order_id] += refund.amount_cents
    for order in session.execute(select(_orders).where(_orders.c.mall_id == mall_id)):
        subject = f"order:{order.id}"
        if order.total_cents != order.goods_cents - order.discount_cents + order.freight_cents:
            yield Finding("total_wrong", subject, {"total_cents": order.total_cents})
        if order.captured_cents != captured[order.id]:
            yield Finding("captured_wrong", subject, _two(order.captured_cents, captured[order.id]))
        elif order.captured_cents > order.total_cents:
            yield Finding("overpaid", subject, _two(order.captured_cents, order.total_cents), exception=True)
        if order.refunded_cents != refunded[order.id]:
            yield Finding("refunded_wrong", subject, _two(order.refunded_cents, refunded[order.id]))
        if refunded[order.id] > captured[order.id]:
            yield Finding("refunded_above_captured", subject, _two(refunded[order.id], captured[order.id]))
        for pay in states[order.id]:
            if pay.captured_ms is not None and len(states[order.id]) == 1:
                expected = payment_state(pay.amount_cents, back[order.id])
                if pay.state != expected:
                    yield Finding("payment_state_wrong", subject, {"state": pay.state, "expected": expected})


@invariant("shop.refunds_per_line")
def check_lines(session: Session, mall_id: int) -> Iterator[Finding]:
    """Per line: refunded is what the parts of refunds not failed add up to, never more than was paid for
    it; per refund: its parts do not exceed it, and what is beyond them is freight."""
    amounts = {row.id: row for row in session.execute(select(_refunds).where(_refunds.c.mall_id == mall_id))}
    by_line: dict[int, int] = defaultdict(int)
    by_refund: dict[int, int] = defaultdict(int)
    for part in session.execute(select(_parts).where(_parts.c.mall_id == mall_id)):
        by_refund[part.refund_id] += part.amount_cents
        if amounts[part.refund_id].state != "failed":
            by_line[part.line_id] += part.amount_cents
    goods: dict[int, int] = defaultdict(int)
    shares: dict[int, int] = defaultdict(int)
    for line in session.execute(select(_lines).where(_lines.c.mall_id == mall_id)):
        goods[line.order_id] += line.price_cents
        shares[line.order_id] += line.discount_cents
        if line.refunded_cents != by_line[line.id]:
            yield Finding(
                "line_refunded_wrong", f"line:{line.id}", _two(line.refunded_cents, by_line[line.id])
            )
        if by_line[line.id] > line.price_cents - line.discount_cents:
            yield Finding("line_refunded_above_paid", f"line:{line.id}", {"cents": by_line[line.id]})
    freight: dict[int, int] = defaultdict(int)
    for number, row in amounts.items():
        beyond = row.amount_cents - by_refund[number]
        if beyond < 0:
            yield Finding("refund_parts_above_refund", f"refund:{number}", {"cents": beyond})
        if row.state != "failed":
            freight[row.order_id] += beyond
    for order in session.execute(select(_orders).where(_orders.c.mall_id == mall_id)):
        if (goods[order.id], shares[order.id]) != (order.goods_cents, order.discount_cents):
            yield Finding("lines_do_not_add_up", f"order:{order.id}", {"goods_cents": goods[order.id]})
        if freight[order.id] > order.freight_cents:
            yield Finding(
                "freight_refunded_above_paid",
                f"order:{order.id}",
                _two(freight[order.id], order.freight_cents),
            )


def _two(found: int, expected: int) -> dict[str, int]:
    return {"found_cents": found, "expected_cents": expected}
