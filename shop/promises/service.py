"""Watches over the promises made for orders, and books the slots of the 24-hour promise.

One timer of the mall waits for the next promise that could be broken; it is set anew whenever something
changes what is due.
"""

from typing import Any

from core.commands import command
from core.context import Ctx
from core.timers import due_action
from shop.aftersales.rules import dispatch_due_ms
from shop.order_files.facts import order_facts, promised_nothing
from shop.orders.service import own_order
from shop.promises.events import PromiseBroken, PromiseExcused, PromiseKept, SlotBooked
from shop.promises.models import OrderPromise
from shop.promises.queries import (
    at_the_door_ms,
    booked_of,
    clocks_of,
    day_ms,
    pledge_of,
    promises_of_order,
    running_orders,
    terms_of,
    uncollected,
)
from shop.promises.rules import Clock, after, breaks_at, may_book, verdict

TIMER = "shop.promises"
# Before anything else of the same instant: what comes in the first minute too late is too late.
FIRST = 10


@command("shop.book_slot", actors={"shopper", "agent", "lead"})
def book_slot(ctx: Ctx, *, order_id: int, slot_ms: int) -> dict[str, Any]:
    """Books a slot for goods that come within 24 hours of it or are free. Records SlotBooked.

    Raises NotFound for somebody else's order; IllegalTransition unless it is paid and not sent; Refusal
    `slot_booked`, `goods_not_pledged`, `outside_pledge_area`; Invalid `slot_in_the_past`, `slot_too_far`.
    """
    order = own_order(ctx, order_id)
    may_book(
        state=order.state,
        slot_ms=slot_ms,
        now_ms=ctx.mall_ms,
        booked=booked_of(ctx, order_id) is not None,
        **pledge_of(ctx, order),
    )
    due = slot_ms + day_ms(ctx)
    number = _keep(ctx, order_id, "day_or_free", "open", slot_ms, due, None)
    ctx.record(
        SlotBooked(
            promise_id=number,
            order_id=order_id,
            shopper_id=order.shopper_id,
            rule="day_or_free",
            due_ms=due,
            slot_ms=slot_ms,
        )
    )
    watch(ctx)
    return promises_of_order(ctx, order_id=order_id, desk=not ctx.actor.startswith("shopper:"))


def watch(ctx: Ctx, *, silently: bool = False) -> int:
    """Records every promise of a running order that is broken by now and sets the timer for the next one;
    returns how many were new.

    Records PromiseBroken for each, unless `silently`: what was broken before a mall opened is no news.
    """
    records = {(row.order_id, row.rule): row for row in ctx.rows(OrderPromise, order_by="id")}
    waiting, terms = uncollected(ctx), terms_of(ctx)
    now, found = ctx.mall_ms, 0
    ahead: list[int] = []
    for order in running_orders(ctx):
        known = {rule: records.get((order.id, rule)) for rule in ("late_dispatch", "late_delivery")}
        booked = records.get((order.id, "day_or_free"))
        clocks = []
        if known["late_dispatch"] is None and (order.state != "shipped" or f"order:{order.id}" in waiting):
            due = dispatch_due_ms(order.paid_ms, terms, order.dispatch_due_ms)
            clocks.append(Clock("late_dispatch", order.paid_ms, due))
        dated = order.promised_ms is not None and not promised_nothing(ctx, order)
        if dated and not _is_broken(known["late_delivery"]):
            clocks.append(Clock("late_delivery", order.paid_ms, order.promised_ms))
        if booked is not None and booked.state in ("open", "excused"):
            clocks.append(Clock("day_or_free", booked.start_ms, booked.due_ms))
        first = [breaks_at(clock.due_ms) for clock in clocks]
        ahead += [instant for instant in first if instant > now]
        due_rules = {clock.rule for clock, instant in zip(clocks, first, strict=True) if instant <= now}
        if not due_rules:
            continue
        facts = order_facts(ctx, order_id=order.id, terms=terms)
        for clock in clocks_of(ctx, facts, terms, booked):
            if clock.rule not in due_rules:
                continue
            what = verdict(clock, now)
            if what.state == "broken":
                _break(ctx, order, clock, what.breaks_ms, records.get((order.id, clock.rule)), silently)
                found += 1
            elif clock.stopped_ms is None:
                ahead.append(what.breaks_ms)
    ctx.cancel(TIMER)
    if ahead:
        ctx.schedule("shop.promises.watch", due=min(ahead), axis="mall", key=TIMER, priority=FIRST)
    return found


@due_action("shop.promises.watch")
def on_due(ctx: Ctx, payload: dict[str, Any]) -> None:
    """The minute after a promise was due."""
    watch(ctx)


def excuse(ctx: Ctx) -> int:
    """Looks again at broken promises of running orders after operations declared something; returns how many
    are excused by it. Records PromiseExcused for each.
    """
    terms, count = terms_of(ctx), 0
    running = {order.id: order for order in running_orders(ctx)}
    for row in ctx.rows(OrderPromise, state="broken", order_by="id"):
        order = running.get(row.order_id)
        if order is None or row.rule == "late_dispatch":
            continue
        facts = order_facts(ctx, order_id=row.order_id, terms=terms)
        booked = booked_of(ctx, row.order_id)
        for clock in clocks_of(ctx, facts, terms, booked):
            if clock.rule == row.rule and verdict(clock, ctx.mall_ms).state != "broken":
                ctx.update(OrderPromise, row.id, state=after(row.state, "excuse"), broken_ms=None)
                ctx.record(PromiseExcused(**_named(row, order.shopper_id)))
                count += 1
    return count


def settle_slot(ctx: Ctx, *, order_id: int, action: str) -> None:
    """The goods were at the door (`keep`) or the order was given up (`drop`): a 24-hour promise that still
    runs ends. Records PromiseKept when it was kept.
    """
    row = booked_of(ctx, order_id)
    if row is None or row.state not in ("open", "excused"):
        return
    ctx.update(OrderPromise, row.id, state=after(row.state, action))
    if action == "keep":
        ctx.record(PromiseKept(**_named(row, own_order(ctx, order_id).shopper_id)))


def was_at_the_door(ctx: Ctx, order_id: int) -> bool:
    """Whether a courier stood at the door of a booked order since its slot."""
    row = booked_of(ctx, order_id)
    return row is not None and at_the_door_ms(order_facts(ctx, order_id=order_id), row) is not None


def _is_broken(row: Any) -> bool:
    return row is not None and row.state == "broken"


def _break(ctx: Ctx, order: Any, clock: Clock, broken_ms: int, row: Any, silently: bool) -> None:
    if row is None:
        number = _keep(ctx, order.id, clock.rule, "broken", clock.start_ms, clock.due_ms, broken_ms)
    else:
        number = row.id
        ctx.update(OrderPromise, number, state=after(row.state, "break"), broken_ms=broken_ms)
    if not silently:
        ctx.record(
            PromiseBroken(
                promise_id=number,
                order_id=order.id,
                shopper_id=order.shopper_id,
                rule=clock.rule,
                due_ms=clock.due_ms,
                broken_ms=broken_ms,
            )
        )


def _keep(
    ctx: Ctx, order_id: int, rule: str, state: str, start_ms: int, due_ms: int, broken_ms: int | None
) -> int:
    return ctx.insert(
        OrderPromise,
        order_id=order_id,
        rule=rule,
        state=state,
        start_ms=start_ms,
        due_ms=due_ms,
        broken_ms=broken_ms,
    )


def _named(row: Any, shopper_id: int) -> dict[str, Any]:
    return {
        "promise_id": row.id,
        "order_id": row.order_id,
        "shopper_id": shopper_id,
        "rule": row.rule,
        "due_ms": row.due_ms,
    }
