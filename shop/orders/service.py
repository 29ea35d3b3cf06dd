"""The verbs of orders, sole writer of orders, lines and notes."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update

from core.commands import command
from core.context import Ctx
from core.errors import Invalid, NotFound, Refusal
from core.timers import due_action
from shop.catalog.service import move_stock
from shop.orders.events import (
    OrderArchived,
    OrderCancelled,
    OrderCancelReviewed,
    OrderCompleted,
    OrderDelivered,
    OrderDispatched,
    OrderKept,
    OrderNoted,
    OrderPacking,
)
from shop.orders.models import Order, OrderLine, OrderNote
from shop.orders.rules import FLAGS, after, archives_at, closes_unpaid_at, completes_at

_orders, _lines = Order.__table__, OrderLine.__table__
LONGEST_NOTE = 500


# -- what people do ----------------------------------------------------------------------------------------


def note_order(ctx: Ctx, *, order_id: int, text: str = "", flag: str | None = None) -> int:
    """Puts a seller note (备注) or a colour flag (插旗) on an order and returns its id. Records OrderNoted.

    Raises Invalid `note_empty` (neither text nor flag), `note_too_long` or `flag_unknown`.
    """
    text = text.strip()
    if flag is not None and flag not in FLAGS:
        raise Invalid("flag_unknown", flags=list(FLAGS))
    if not text and flag is None:
        raise Invalid("note_empty")
    if len(text) > LONGEST_NOTE:
        raise Invalid("note_too_long", limit=LONGEST_NOTE)
    order = ctx.get(Order, order_id)
    note_id = ctx.insert(OrderNote, order_id=order_id, text=text, flag=flag, by=ctx.actor, at_ms=ctx.mall_ms)
    if flag is not None:
        ctx.update(Order, order_id, seller_flag=flag)
    ctx.record(OrderNoted(order_id=order_id, shopper_id=order.shopper_id, note_id=note_id, flag=flag))
    return note_id


@command("shop.confirm_receipt", actors={"shopper"})
def confirm_receipt(ctx: Ctx, *, order_id: int) -> dict[str, Any]:
    """The shopper says that the goods are there (确认收货). Records OrderCompleted.

    Raises NotFound for somebody else's order, IllegalTransition before it was delivered.
    """
    order = own_order(ctx, order_id)
    _complete(ctx, order, "confirm", "shopper")
    return {"order_id": order_id, "state": "completed"}


@command("shop.cancel_order", actors={"shopper"})
def cancel_order(ctx: Ctx, *, order_id: int) -> dict[str, Any]:
    """The shopper gives up an order they have not paid. Records OrderCancelled. Raises IllegalTransition."""
    _cancel_unpaid(ctx, own_order(ctx, order_id), "shopper")
    return {"order_id": order_id, "state": "cancelled"}


def own_order(ctx: Ctx, order_id: int) -> Any:
    """The order, if it is the acting shopper's; another's is not found."""
    order = ctx.get(Order, order_id)
    if ctx.actor.startswith("shopper:") and ctx.actor != f"shopper:{order.shopper_id}":
        raise NotFound("order", id=order_id)
    return order


# -- what follows from other records -----------------------------------------------------------------------


def start_packing(ctx: Ctx, *, order_id: int) -> None:
    """The warehouse takes an order in hand. Records OrderPacking. Raises IllegalTransition."""
    order = ctx.get(Order, order_id)
    ctx.update(Order, order_id, state=after(order.state, "pick", "warehouse"))
    ctx.record(OrderPacking(order_id=order_id, shopper_id=order.shopper_id))


def mark_shipped(ctx: Ctx, *, order_id: int, consignment_id: int) -> None:
    """A label was printed: the goods leave the stock. Records OrderDispatched. Raises IllegalTransition."""
    order = ctx.get(Order, order_id)
    state = after(order.state, "ship")
    move_stock(ctx, kind="ship", units=units_of(ctx, order_id), reference=f"order:{order_id}")
    ctx.update(Order, order_id, state=state, shipped_ms=ctx.mall_ms)
    ctx.record(OrderDispatched(order_id=order_id, shopper_id=order.shopper_id, consignment_id=consignment_id))


def mark_delivered(ctx: Ctx, *, order_id: int, consignment_id: int) -> None:
    """Somebody signed: the clock of completion starts. Records OrderDelivered. Raises IllegalTransition."""
    order = ctx.get(Order, order_id)
    ctx.update(Order, order_id, state=after(order.state, "deliver"), delivered_ms=ctx.mall_ms)
    ctx.record(OrderDelivered(order_id=order_id, shopper_id=order.shopper_id, consignment_id=consignment_id))
    _wind_completion(ctx, order_id, order.shipped_ms or ctx.mall_ms, ctx.mall_ms)


def review_cancel(ctx: Ctx, *, order_id: int) -> None:
    """The warehouse holds an order its shopper wants to cancel. Records OrderCancelReviewed. Raises
    IllegalTransition.
    """
    order = ctx.get(Order, order_id)
    ctx.update(Order, order_id, state=after(order.state, "review_cancel"))
    ctx.record(OrderCancelReviewed(order_id=order_id, shopper_id=order.shopper_id))


def keep(ctx: Ctx, *, order_id: int) -> None:
    """The order goes on after all. Records OrderKept. Raises IllegalTransition."""
    order = ctx.get(Order, order_id)
    ctx.update(Order, order_id, state=after(order.state, "keep"))
    ctx.record(OrderKept(order_id=order_id, shopper_id=order.shopper_id))


def cancel_paid(ctx: Ctx, *, order_id: int) -> None:
    """Closes a paid order whose goods have not left: stock is free again, or back from the packing bench.

    Records OrderCancelled. The refund is the caller's. Raises IllegalTransition.
    """
    order = ctx.get(Order, order_id)
    action = "void_label" if order.state == "shipped" else "cancel_paid"
    after(order.state, action)
    kind = "receive" if order.state == "shipped" else "release"
    move_stock(ctx, kind=kind, units=units_of(ctx, order_id), reference=f"order:{order_id}")
    _close(ctx, order, action, "cancelled")


def unlabel(ctx: Ctx, *, order_id: int) -> None:
    """The only label was made void: the goods lie on the packing bench again, held for the order.

    Records OrderPacking. Raises IllegalTransition.
    """
    order = ctx.get(Order, order_id)
    ctx.update(Order, order_id, state=after(order.state, "unlabel"), shipped_ms=None)
    for kind in ("receive", "allocate"):
        move_stock(ctx, kind=kind, units=units_of(ctx, order_id), reference=f"order:{order_id}")
    ctx.record(OrderPacking(order_id=order_id, shopper_id=order.shopper_id))


def receive_back(ctx: Ctx, *, order_id: int) -> None:
    """The goods of an order lie in the warehouse again, to be sold."""
    move_stock(ctx, kind="receive", units=units_of(ctx, order_id), reference=f"order:{order_id}")


def close_if_refunded(ctx: Ctx, *, order_id: int) -> None:
    """Closes an order whose money has all gone back; one already closed stays so. Records OrderCancelled."""
    order = ctx.get(Order, order_id)
    if order.state != "cancelled" and 0 < order.captured_cents == order.refunded_cents:
        _close(ctx, order, "close_refunded", "refunded")


def flag_lines(ctx: Ctx, *, order_id: int, aftersale: str) -> None:
    """Marks every line of an order: after-sales none, open or done."""
    ctx.execute(
        update(OrderLine)
        .where(_lines.c.mall_id == ctx.mall_id, _lines.c.order_id == order_id)
        .values(aftersale=aftersale)
    )


def reserve_refund(ctx: Ctx, *, order_id: int, amount_cents: int, lines: Sequence[tuple[int, int]]) -> None:
    """Counts a refund on the order and its lines; a negative amount gives it back after a failure.

    The database itself refuses what is above the amount captured or paid for a line: the update finds no
    row. Raises Refusal `refund_above_paid`.
    """
    total = _orders.c.refunded_cents + amount_cents
    done = ctx.execute(
        update(Order)
        .where(
            _orders.c.mall_id == ctx.mall_id,
            _orders.c.id == order_id,
            total >= 0,
            total <= _orders.c.captured_cents,
        )
        .values(refunded_cents=total)
    )
    if done.rowcount != 1:
        raise Refusal("refund_above_paid", amount_cents=amount_cents)
    for line_id, part in lines:
        refunded = _lines.c.refunded_cents + part
        done = ctx.execute(
            update(OrderLine)
            .where(
                _lines.c.mall_id == ctx.mall_id,
                _lines.c.id == line_id,
                _lines.c.order_id == order_id,
                refunded >= 0,
                refunded <= _lines.c.price_cents - _lines.c.discount_cents,
            )
            .values(refunded_cents=refunded)
        )
        if done.rowcount != 1:
            raise Refusal("refund_above_paid", line_id=line_id, amount_cents=part)


def units_of(ctx: Ctx, order_id: int) -> dict[int, int]:
    """How many units of which variant an order holds."""
    rows = ctx.rows(OrderLine, order_id=order_id)
    return dict(Counter(int(row.variant_id) for row in rows))


# -- what time does ----------------------------------------------------------------------------------------


def wind_clocks(ctx: Ctx) -> int:
    """Sets the clocks of orders a mall opened with: unpaid ones close, delivered ones complete. Returns how
    many.
    """
    stmt = (
        select(
            _orders.c.id, _orders.c.state, _orders.c.placed_ms, _orders.c.shipped_ms, _orders.c.delivered_ms
        )
        .where(_orders.c.mall_id == ctx.mall_id, _orders.c.state.in_(("pending_payment", "delivered")))
        .order_by(_orders.c.id)
    )
    rows = ctx.all(stmt)
    for row in rows:
        if row.state == "delivered":
            _wind_completion(ctx, row.id, row.shipped_ms, row.delivered_ms)
        else:
            ctx.schedule(
                "shop.order.close_unpaid",
                due=closes_unpaid_at(row.placed_ms),
                axis="mall",
                key=f"order:{row.id}",
                order_id=row.id,
            )
    return len(rows)


@due_action("shop.order.close_unpaid")
def on_unpaid(ctx: Ctx, payload: dict[str, Any]) -> None:
    """Nobody has paid for a day: the order closes by itself."""
    order = ctx.get(Order, int(payload["order_id"]))
    if order.state == "pending_payment":
        _cancel_unpaid(ctx, order, "timer")


@due_action("shop.order.complete")
def on_completion(ctx: Ctx, payload: dict[str, Any]) -> None:
    """Nobody has confirmed receipt: time does. An order with an open after-sales matter waits until it is
    settled.
    """
    order = ctx.get(Order, int(payload["order_id"]))
    if order.state != "delivered":
        return
    if ctx.row(OrderLine, order_id=order.id, aftersale="open") is None:
        _complete(ctx, order, "complete", "timer")
    else:
        _wind_completion(ctx, order.id, ctx.mall_ms, ctx.mall_ms)


@due_action("shop.order.archive")
def on_archive(ctx: Ctx, payload: dict[str, Any]) -> None:
    """The time for after-sales is over."""
    order = ctx.get(Order, int(payload["order_id"]))
    if order.state == "completed":
        ctx.update(Order, order.id, state=after(order.state, "archive", "timer"))
        ctx.record(OrderArchived(order_id=order.id, shopper_id=order.shopper_id))


def _wind_completion(ctx: Ctx, order_id: int, shipped_ms: int, delivered_ms: int) -> None:
    key = f"order:{order_id}"
    ctx.cancel(key)
    due = completes_at(shipped_ms, delivered_ms)
    ctx.schedule("shop.order.complete", due=due, axis="mall", key=key, order_id=order_id)


def _complete(ctx: Ctx, order: Any, action: str, who: str) -> None:
    ctx.update(Order, order.id, state=after(order.state, action, who), completed_ms=ctx.mall_ms)
    key = f"order:{order.id}"
    ctx.cancel(key)
    due = archives_at(ctx.mall_ms)
    ctx.schedule("shop.order.archive", due=due, axis="mall", key=key, order_id=order.id)
    ctx.record(OrderCompleted(order_id=order.id, shopper_id=order.shopper_id))


def _cancel_unpaid(ctx: Ctx, order: Any, who: str) -> None:
    after(order.state, "cancel_unpaid", who)
    _close(ctx, order, "cancel_unpaid", "unpaid", who)


def _close(ctx: Ctx, order: Any, action: str, why: str, who: str = "system") -> None:
    ctx.update(Order, order.id, state=after(order.state, action, who), cancelled_ms=ctx.mall_ms)
    ctx.cancel(f"order:{order.id}")
    ctx.record(OrderCancelled(order_id=order.id, shopper_id=order.shopper_id, why=why))
