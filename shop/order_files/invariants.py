"""Orders against what else is known of them: parcels, stock held for them, returns, payouts."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.db.base import Base
from core.invariants import Finding, invariant
from core.malls.models import Counter
from logistics.consignments.models import Consignment
from shop.aftersales.models import ReturnRequest
from shop.aftersales.rules import OPEN
from shop.catalog.models import StockMovement
from shop.orders.models import Order, OrderLine
from shop.orders.rules import order_id_of
from shop.payouts.models import Payout

_orders, _lines, _parcels = Order.__table__, OrderLine.__table__, Consignment.__table__
_returns, _payouts, _moves = ReturnRequest.__table__, Payout.__table__, StockMovement.__table__

WITHOUT_PARCEL = ("pending_payment", "paid", "packing", "cancel_review")
# Instants an order must have by its state.
STAMPS = {
    "paid": ("paid_ms",),
    "packing": ("paid_ms",),
    "cancel_review": ("paid_ms",),
    "shipped": ("paid_ms", "shipped_ms"),
    "delivered": ("paid_ms", "shipped_ms", "delivered_ms"),
    "completed": ("paid_ms", "shipped_ms", "delivered_ms", "completed_ms"),
    "cancelled": ("cancelled_ms",),
}


@invariant("shop.orders_and_parcels")
def check_parcels(session: Session, mall_id: int) -> Iterator[Finding]:
    """An order is as far as its parcels: none before dispatch, one on the way when shipped, signed when
    delivered.
    """
    parcels: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(
        select(_parcels.c.reference, _parcels.c.state).where(_parcels.c.mall_id == mall_id)
    ):
        order_id = order_id_of(row.reference)
        if order_id is not None and row.state != "cancelled":
            parcels[order_id].append(row)
    known = set()
    for order in session.execute(select(_orders).where(_orders.c.mall_id == mall_id)):
        known.add(order.id)
        subject, states = f"order:{order.id}", [row.state for row in parcels[order.id]]
        for column in STAMPS.get(order.state, ()):
            if getattr(order, column) is None:
                yield Finding("instant_missing", subject, {"state": order.state, "column": column})
        if order.state in WITHOUT_PARCEL and states:
            yield Finding("parcel_before_dispatch", subject, {"state": order.state, "parcels": states})
        elif order.state == "shipped" and (not states or all(s == "signed" for s in states)):
            yield Finding("shipped_without_parcel_on_the_way", subject, {"parcels": states})
        elif order.state in ("delivered", "completed") and "signed" not in states:
            yield Finding("delivered_without_signature", subject, {"parcels": states})
    for order_id in parcels.keys() - known:
        yield Finding("parcel_without_order", f"order:{order_id}")


@invariant("shop.orders_and_stock")
def check_held(session: Session, mall_id: int) -> Iterator[Finding]:
    """An order holds its units from payment to dispatch; a cancelled one holds none."""
    held: dict[str, int] = {
        row.reference: int(row.units)
        for row in session.execute(
            select(_moves.c.reference, func.sum(_moves.c.allocated_delta).label("units"))
            .where(_moves.c.mall_id == mall_id)
            .group_by(_moves.c.reference)
        )
    }
    units = {
        row.order_id: int(row.units)
        for row in session.execute(
            select(_lines.c.order_id, func.count().label("units"))
            .where(_lines.c.mall_id == mall_id)
            .group_by(_lines.c.order_id)
        )
    }
    for order in session.execute(select(_orders.c.id, _orders.c.state).where(_orders.c.mall_id == mall_id)):
        expected = units.get(order.id, 0) if order.state in ("paid", "packing", "cancel_review") else 0
        found = held.get(f"order:{order.id}", 0)
        if found != expected:
            yield Finding("units_held_wrong", f"order:{order.id}", {"found": found, "expected": expected})


@invariant("shop.returns")
def check_returns(session: Session, mall_id: int) -> Iterator[Finding]:
    """One open return request an order at most, and lines are marked as in after-sales exactly while there
    is one.
    """
    open_returns: dict[int, int] = defaultdict(int)
    for row in session.execute(
        select(_returns.c.order_id, _returns.c.state).where(_returns.c.mall_id == mall_id)
    ):
        open_returns[row.order_id] += row.state in OPEN
    for order_id, count in open_returns.items():
        if count > 1:
            yield Finding("several_open_returns", f"order:{order_id}", {"count": count})
    for line in session.execute(
        select(_lines.c.id, _lines.c.order_id, _lines.c.aftersale).where(_lines.c.mall_id == mall_id)
    ):
        if (line.aftersale == "open") != (open_returns.get(line.order_id, 0) > 0):
            yield Finding("line_mark_wrong", f"line:{line.id}", {"aftersale": line.aftersale})


@invariant("shop.payouts")
def check_payouts(session: Session, mall_id: int) -> Iterator[Finding]:
    """Payouts of an order never exceed what was paid for it, and a late credit is paid once."""
    paid: dict[int, int] = defaultdict(int)
    credits: dict[int, int] = defaultdict(int)
    for row in session.execute(
        select(_payouts).where(_payouts.c.mall_id == mall_id, _payouts.c.state == "paid")
    ):
        paid[row.order_id] += row.amount_cents
        credits[row.order_id] += row.reason == "late_credit"
    if not paid:
        return
    captured = {
        row.id: row.captured_cents
        for row in session.execute(
            select(_orders.c.id, _orders.c.captured_cents).where(_orders.c.mall_id == mall_id)
        )
    }
    for order_id, cents in sorted(paid.items()):
        if cents > captured[order_id]:
            yield Finding("payouts_above_captured", f"order:{order_id}", {"cents": cents})
        if credits[order_id] > 1:
            yield Finding("late_credit_paid_twice", f"order:{order_id}")


@invariant("shop.ids")
def check_ids(session: Session, mall_id: int) -> Iterator[Finding]:
    """The counter of every table of shop and logistics is at its highest id or beyond."""
    rows = session.execute(select(Counter.name, Counter.value).where(Counter.mall_id == mall_id))
    counters = {row.name: int(row.value) for row in rows}
    for mapper in Base.registry.mappers:
        if not mapper.class_.__module__.startswith(("shop.", "logistics.")):
            continue
        table = mapper.local_table
        highest = (
            session.execute(select(func.max(table.c.id)).where(table.c.mall_id == mall_id)).scalar() or 0
        )
        found = counters.get(mapper.class_.__tablename__, 0)
        if highest > found:
            yield Finding(
                "counter_behind",
                f"table:{mapper.class_.__tablename__}",
                {"found": found, "expected": highest},
            )
