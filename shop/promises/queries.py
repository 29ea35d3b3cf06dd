"""What became of the promises made for orders, for the desk, the shopper's page and the figures."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from core.context import Ctx
from core.errors import NotFound
from core.wire import at
from logistics.consignments.models import Consignment
from logistics.consignments.rules import LABELLED
from shop.aftersales.rules import CreditTerms, dispatch_due_ms
from shop.catalog.models import Category, Product
from shop.order_files.facts import OrderFacts, order_facts, promised_nothing
from shop.orders.models import Order
from shop.orders.queries import lines_of
from shop.orders.rules import in_areas
from shop.promises.models import OrderPromise
from shop.promises.rules import HOUR_MS, RULES, RUNNING, Clock, Remedy, Verdict, remedy, verdict
from shop.shoppers.models import Shopper

_orders, _parcels, _promises = Order.__table__, Consignment.__table__, OrderPromise.__table__
_shoppers = Shopper.__table__
PAGE = 50
DAY_HOURS = 24


def terms_of(ctx: Ctx) -> CreditTerms:
    """The numbers of rule P3 the watch goes by (setting `promise_terms`, else the usual ones)."""
    return CreditTerms.of(ctx.setting("promise_terms", {}))


def day_ms(ctx: Ctx) -> int:
    """How long a booked slot may take: setting `pledge_hours`, else 24 hours."""
    return int(ctx.setting("pledge_hours", DAY_HOURS)) * HOUR_MS


def running_orders(ctx: Ctx) -> list[Any]:
    """Paid orders not yet delivered, oldest first: only what the watch needs of them."""
    c = _orders.c
    return ctx.all(
        select(
            c.id, c.shopper_id, c.state, c.paid_ms, c.dispatch_due_ms, c.promised_ms, c.province, c.city,
            c.district,
        )
        .where(c.mall_id == ctx.mall_id, c.state.in_(RUNNING), c.paid_ms.is_not(None))
        .order_by(c.id)
    )  # fmt: skip


def uncollected(ctx: Ctx) -> set[str]:
    """References that still have a parcel no carrier has collected."""
    c = _parcels.c
    rows = ctx.all(select(c.reference).where(c.mall_id == ctx.mall_id, c.state.in_(LABELLED)))
    return {str(row.reference) for row in rows}


def clocks_of(ctx: Ctx, facts: OrderFacts, terms: CreditTerms, booked: Any) -> list[Clock]:
    """The clocks of an order, none before it is paid. `booked`: its row of the 24-hour promise, or None."""
    order = facts.order
    if order.paid_ms is None:
        return []
    windows = tuple(facts.force_majeure)
    clocks = []
    if booked is not None and booked.state != "void":
        clocks.append(
            Clock("day_or_free", booked.start_ms, booked.due_ms, at_the_door_ms(facts, booked), windows)
        )
    due = dispatch_due_ms(order.paid_ms, terms, order.dispatch_due_ms)
    clocks.append(Clock("late_dispatch", order.paid_ms, due, _all_collected_ms(facts)))
    if order.promised_ms is not None and not promised_nothing(ctx, order):
        clocks.append(Clock("late_delivery", order.paid_ms, order.promised_ms, order.delivered_ms, windows))
    return clocks


def at_the_door_ms(facts: OrderFacts, booked: Any) -> int | None:
    """When the courier stood at the door within the day: delivered, or found nobody at home."""
    absent = [
        scan.at_ms
        for scans in facts.scans.values()
        for scan in scans
        if scan.code == "delivery_failed" and scan.at_ms >= booked.start_ms
        and scan.params.get("why") == "nobody_home"
    ]  # fmt: skip
    times = [t for t in (facts.order.delivered_ms, *absent) if t is not None]
    return min(times) if times else None


def verdicts_of(ctx: Ctx, facts: OrderFacts, booked: Any) -> list[Verdict]:
    """What became of each promise by now; a cancelled order's clocks stood still when it was cancelled."""
    now = ctx.mall_ms
    if facts.order.cancelled_ms is not None:
        now = min(now, facts.order.cancelled_ms)
    return [verdict(clock, now) for clock in clocks_of(ctx, facts, terms_of(ctx), booked)]


def booked_of(ctx: Ctx, order_id: int) -> Any:
    """The record of the order's 24-hour promise, or None."""
    return ctx.row(OrderPromise, order_id=order_id, rule="day_or_free")


def remedy_of(ctx: Ctx, facts: OrderFacts, verdicts: Sequence[Verdict]) -> Remedy | None:
    """The one thing the order is owed for lateness, or None."""
    free = any(found.rule == "day_or_free" and found.state == "broken" for found in verdicts)
    return remedy(
        free=free,
        credit_rule=facts.credit.rule,
        credit_cents=facts.credit.amount_cents,
        captured_cents=facts.order.captured_cents,
        refunded_cents=facts.order.refunded_cents,
        credit_paid_cents=facts.credit_paid_cents,
    )


def pledge_of(ctx: Ctx, order: Any) -> dict[str, bool]:
    """Whether goods and address of an order may have the 24-hour promise (settings `pledge_areas` and
    `pledge_categories`; a mall without them pledges nothing).
    """
    categories = set(ctx.setting("pledge_categories", ()))
    products = {line.product_id for line in lines_of(ctx, order.id)} if categories else set()
    codes = {ctx.get(Category, ctx.get(Product, number).category_id).code for number in sorted(products)}
    areas = ctx.setting("pledge_areas", ())
    return {
        "goods_pledged": bool(codes & categories),
        "in_area": in_areas(areas, province=order.province, city=order.city, district=order.district),
    }


def promises_of_order(ctx: Ctx, *, order_id: int, desk: bool = True) -> dict[str, Any]:
    """The promises of one order as they stand now; the desk also sees what is owed. Raises NotFound."""
    facts = order_facts(ctx, order_id=order_id, terms=terms_of(ctx))
    booked = booked_of(ctx, order_id)
    verdicts = verdicts_of(ctx, facts, booked)
    view: dict[str, Any] = {
        "order_id": order_id,
        "items": [
            {
                "rule": found.rule,
                "state": found.state,
                "due_at": at(found.due_ms),
                "broken_at": at(found.breaks_ms) if found.state == "broken" else None,
                "excused_minutes": _excused_minutes(found),
                "late_minutes": found.late_minutes,
            }
            for found in verdicts
        ],
        "slot_at": None if booked is None else at(booked.start_ms),
        **pledge_of(ctx, facts.order),
    }
    if desk:
        owed = remedy_of(ctx, facts, verdicts)
        view["owed"] = None if owed is None else owed._asdict()
    return view


def own_promises(ctx: Ctx, *, order_id: int) -> dict[str, Any]:
    """The promises of the acting shopper's own order. Raises NotFound for another's."""
    if ctx.actor != f"shopper:{ctx.get(Order, order_id).shopper_id}":
        raise NotFound("order", id=order_id)
    return promises_of_order(ctx, order_id=order_id, desk=False)


def broken_promises(ctx: Ctx, *, rule: str | None = None, after: int | None = None) -> dict[str, Any]:
    """Broken promises, the newest first, and how many there are by rule."""
    c, o, s = _promises.c, _orders.c, _shoppers.c
    stmt = (
        select(c.id, c.order_id, c.rule, c.due_ms, c.broken_ms, o.order_no, o.state, s.nick)
        .join(_orders, (o.mall_id == c.mall_id) & (o.id == c.order_id))
        .join(_shoppers, (s.mall_id == o.mall_id) & (s.id == o.shopper_id))
        .where(c.mall_id == ctx.mall_id, c.state == "broken")
        .order_by(c.id.desc())
        .limit(PAGE + 1)
    )
    if rule is not None:
        stmt = stmt.where(c.rule == rule)
    if after is not None:
        stmt = stmt.where(c.id < after)
    rows = ctx.all(stmt)
    counts = dict.fromkeys(RULES, 0)
    for row in ctx.all(select(c.rule).where(c.mall_id == ctx.mall_id, c.state == "broken")):
        counts[row.rule] += 1
    return {
        "items": [
            {
                "id": row.id,
                "rule": row.rule,
                "order_id": row.order_id,
                "order_no": row.order_no,
                "order_state": row.state,
                "shopper_nick": row.nick,
                "due_at": at(row.due_ms),
                "broken_at": at(row.broken_ms),
            }
            for row in rows[:PAGE]
        ],
        "next": rows[PAGE - 1].id if len(rows) > PAGE else None,
        "counts": counts,
    }


def _all_collected_ms(facts: OrderFacts) -> int | None:
    times = [row.collected_ms for row in facts.parcels]
    return max(times) if times and None not in times else None


def _excused_minutes(found: Verdict) -> int:
    return max(0, found.breaks_ms // 60_000 - found.due_ms // 60_000 - 1)
