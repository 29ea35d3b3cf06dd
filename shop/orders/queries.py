"""Orders in lists: the desk's search, a shopper's own."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, bindparam, or_, select

from core.context import Ctx
from core.wire import at
from logistics.consignments.queries import newest_states, reference_of_tracking_no
from shop.orders.models import Order, OrderLine, OrderNote
from shop.orders.rules import order_id_of
from shop.shoppers.models import Shopper
from shop.shoppers.queries import ids_by_nick
from shop.shoppers.rules import acting_shopper

_orders, _lines, _shoppers = (
    Order.__table__,
    OrderLine.__table__,
    Shopper.__table__,
)
PAGE = 30
LEAST_DIGITS = 4

_rows = (
    select(
        _orders.c.id,
        _orders.c.order_no,
        _orders.c.state,
        _orders.c.total_cents,
        _orders.c.placed_ms,
        _shoppers.c.nick,
    )
    .join(_shoppers, and_(_shoppers.c.mall_id == _orders.c.mall_id, _shoppers.c.id == _orders.c.shopper_id))
    .where(_orders.c.mall_id == bindparam("mall"))
    .order_by(_orders.c.id.desc())
)
_newest = _rows.where(_orders.c.id < bindparam("before")).limit(PAGE + 1)
_of_shopper = _newest.where(_orders.c.shopper_id == bindparam("shopper"))
# Sorted here and not there: asked for their order, SQLite reads all lines of the mall by their numbers.
_lines_of_many = select(_lines.c.order_id, _lines.c.id, _lines.c.title, _lines.c.picture).where(
    _lines.c.mall_id == bindparam("mall"), _lines.c.order_id.in_(bindparam("ids", expanding=True))
)
LAST = 1 << 53


def order_rows(ctx: Ctx, *, q: str = "", after: int | None = None) -> dict[str, Any]:
    """Orders, the newest first, found by order number (at least four digits of it), tracking number or
    nick.
    """
    q = q.strip()
    if not q:
        return _page(ctx, _newest, {"before": after or LAST})
    found = [_orders.c.id == order_id_of(reference_of_tracking_no(ctx, q.upper()) or "")]
    if q.isascii() and q.isdigit() and len(q) >= LEAST_DIGITS:
        found.append(_orders.c.order_no.like(f"%{q}%"))
    people = ids_by_nick(ctx, q)
    if people:
        found.append(_orders.c.shopper_id.in_(people))
    return _page(ctx, _newest.where(or_(*found)), {"before": after or LAST})


def orders_of_shopper(ctx: Ctx, *, shopper_id: int, after: int | None = None) -> dict[str, Any]:
    """One shopper's orders, the newest first."""
    return _page(ctx, _of_shopper, {"before": after or LAST, "shopper": shopper_id})


def own_orders(ctx: Ctx, *, after: int | None = None) -> dict[str, Any]:
    """The acting shopper's orders, the newest first."""
    return orders_of_shopper(ctx, shopper_id=acting_shopper(ctx.actor), after=after)


def order_row(ctx: Ctx, *, order_id: int) -> dict[str, Any] | None:
    """One order as a row of a list; None when there is none."""
    stmt = _rows.where(_orders.c.id == bindparam("order"))
    rows = _views(ctx, ctx.all(stmt, {"mall": ctx.mall_id, "order": order_id}))
    return rows[0] if rows else None


def lines_of(ctx: Ctx, order_id: int) -> list[Any]:
    """The lines of an order, one a unit."""
    return list(ctx.rows(OrderLine, order_id=order_id, order_by="id"))


def notes_of(ctx: Ctx, order_id: int) -> list[dict[str, Any]]:
    """What the desk noted on an order, oldest first."""
    return [
        {"id": row.id, "text": row.text, "flag": row.flag, "by": row.by, "at": at(row.at_ms)}
        for row in ctx.rows(OrderNote, order_id=order_id, order_by="id")
    ]


def _page(ctx: Ctx, stmt: Select[Any], params: dict[str, Any]) -> dict[str, Any]:
    rows = ctx.all(stmt, {"mall": ctx.mall_id, **params})
    items = _views(ctx, rows[:PAGE])
    return {"items": items, "next": items[-1]["id"] if len(rows) > PAGE else None}


def _views(ctx: Ctx, rows: Sequence[Any]) -> list[dict[str, Any]]:
    if not rows:
        return []
    ids = [row.id for row in rows]
    first: dict[int, Any] = {}
    units: dict[int, int] = dict.fromkeys(ids, 0)
    for line in ctx.all(_lines_of_many, {"mall": ctx.mall_id, "ids": ids}):
        known = first.get(line.order_id)
        if known is None or line.id < known.id:
            first[line.order_id] = line
        units[line.order_id] += 1
    parcels = newest_states(ctx, [f"order:{number}" for number in ids])
    return [
        {
            "id": row.id,
            "order_no": row.order_no,
            "state": row.state,
            "total_cents": row.total_cents,
            "placed_at": at(row.placed_ms),
            "title": first[row.id].title if row.id in first else "",
            "units": units[row.id],
            "picture": first[row.id].picture if row.id in first else None,
            "parcel_state": parcels.get(f"order:{row.id}"),
            "shopper_nick": row.nick,
        }
        for row in rows
    ]
