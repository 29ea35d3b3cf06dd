"""Promises on record, recomputed."""

from collections.abc import Iterator

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from core.invariants import Finding, invariant
from shop.aftersales.rules import MINUTE_MS
from shop.orders.models import Order
from shop.payouts.models import Payout
from shop.promises.models import OrderPromise
from shop.promises.rules import RULES, breaks_at

_orders, _promises, _payouts = Order.__table__, OrderPromise.__table__, Payout.__table__


@invariant("shop.promises")
def check_promises(session: Session, mall_id: int) -> Iterator[Finding]:
    """A broken promise was broken at the beginning of a minute after it was due and not before; what was
    delivered by then was not late; a free order is not paid a credit on top.
    """
    stmt = (
        select(
            _promises, _orders.c.paid_ms, _orders.c.delivered_ms, _orders.c.refunded_cents,
            _orders.c.captured_cents,
        )
        .join(_orders, and_(_orders.c.mall_id == _promises.c.mall_id, _orders.c.id == _promises.c.order_id))
        .where(_promises.c.mall_id == mall_id)
        .order_by(_promises.c.id)
    )  # fmt: skip
    free = set()
    for row in session.execute(stmt):
        subject = f"promise:{row.id}"
        if row.rule not in RULES or (row.state == "broken") != (row.broken_ms is not None):
            yield Finding("promise_malformed", subject, {"rule": row.rule, "state": row.state})
            continue
        if row.paid_ms is None:
            yield Finding("promise_of_unpaid_order", subject, {"order_id": row.order_id})
        if row.broken_ms is None:
            continue
        if row.broken_ms < breaks_at(row.due_ms) or row.broken_ms % MINUTE_MS:
            yield Finding("promise_broken_early", subject, {"due": row.due_ms, "broken": row.broken_ms})
        if row.rule != "late_dispatch" and (row.delivered_ms or row.broken_ms) < row.broken_ms:
            yield Finding("promise_broken_after_delivery", subject, {"order_id": row.order_id})
        if row.rule == "day_or_free" and row.refunded_cents == row.captured_cents:
            free.add(row.order_id)
    if not free:
        return
    for row in session.execute(
        select(_payouts).where(
            _payouts.c.mall_id == mall_id, _payouts.c.state == "paid", _payouts.c.reason == "late_credit"
        )
    ):
        if row.order_id in free:
            # A desk may do so, and it is money lost: listed, but no corruption.
            yield Finding("late_twice_compensated", f"order:{row.order_id}", exception=True)
