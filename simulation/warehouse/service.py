"""The warehouse by itself: packs and prints labels in its hours, unless a trainee keeps it. What it forgot
lies there until the desk flags the order.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson

from core.context import Ctx
from core.errors import Refusal
from core.events import observe
from core.events.log import event_at
from core.timers import due_action
from shop.fulfilment.queries import kept_by
from shop.fulfilment.service import send_automatically
from shop.orders.models import Order

HOUR = 3_600_000
DAY = 24 * HOUR
ZONE = 8 * HOUR
OPENS, SHUTS = 8, 22
FORGOTTEN_MS = 45 * HOUR  # paid longer ago and not sent: nobody looks at it any more
FIRST_MS = 30 * 60_000
TO_SEND = ["paid", "packing"]

AUTOMATIC = "automatic"

observe("simulation.warehouse.told", kinds={"shop.order.noted"}, priority=70)
observe("simulation.warehouse.handed", kinds={"shop.warehouse.taken_over"}, priority=70)


@contextmanager
def as_warehouse(ctx: Ctx) -> Iterator[None]:
    """Inside, the warehouse acts."""
    before, ctx.actor = ctx.actor, "warehouse"
    try:
        yield
    finally:
        ctx.actor = before


def begin_work(ctx: Ctx) -> int:
    """Schedules the sending of every order that waits and was not forgotten, unless a trainee does it.
    Returns how many.
    """
    count = 0
    if kept_by(ctx) != AUTOMATIC:
        return 0
    for row in ctx.rows(Order, state=TO_SEND, order_by="id"):
        if row.paid_ms is None or ctx.mall_ms - row.paid_ms > FORGOTTEN_MS:
            continue
        draw = ctx.draw(f"order:{row.id}", "dispatch")
        at = max(
            row.paid_ms + draw.between(3 * HOUR, 12 * HOUR), ctx.mall_ms + FIRST_MS + draw.below(2 * HOUR)
        )
        _set(ctx, row.id, at)
        count += 1
    return count


def _set(ctx: Ctx, order_id: int, at_ms: int) -> None:
    clock = (at_ms + ZONE) % DAY
    if not OPENS * HOUR <= clock < SHUTS * HOUR:
        at_ms += (OPENS * HOUR - clock) % DAY
    key = f"warehouse:{order_id}"
    ctx.cancel(key)
    ctx.schedule("simulation.warehouse.send", due=at_ms, axis="mall", key=key, order_id=order_id)


def hold_back(ctx: Ctx, order_id: int) -> None:
    """The warehouse does not send an order by itself until it is told to."""
    ctx.cancel(f"warehouse:{order_id}")


def send_soon(ctx: Ctx, order_id: int) -> None:
    """An order that waits comes to the front, unless a trainee keeps the warehouse."""
    if kept_by(ctx) == AUTOMATIC:
        hours = ctx.draw(f"order:{order_id}", "dispatch.flagged").between(2 * HOUR, 6 * HOUR)
        _set(ctx, order_id, ctx.mall_ms + hours)


@due_action("simulation.warehouse.send")
def send(ctx: Ctx, payload: dict[str, Any]) -> None:
    """An order is packed and its label printed, if it still waits and nobody else keeps the warehouse."""
    order = ctx.get(Order, int(payload["order_id"]))
    if order.state not in TO_SEND or kept_by(ctx) != AUTOMATIC:
        return
    with as_warehouse(ctx):
        try:
            parcel = send_automatically(ctx, order_id=order.id)
        except Refusal:
            return  # cancelled or held meanwhile
    ctx.schedule("simulation.courier.take", due=ctx.mall_ms, axis="mall", consignment_id=parcel)


@due_action("simulation.warehouse.handed")
def on_handed(ctx: Ctx, payload: dict[str, Any]) -> None:
    """The warehouse is left to itself again: it goes on with what waits."""
    begin_work(ctx)


@due_action("simulation.warehouse.told")
def on_told(ctx: Ctx, payload: dict[str, Any]) -> None:
    """A flag on an order that waits brings it to the front."""
    event = event_at(ctx.session, ctx.mall_id, int(payload["seq"]))
    data = orjson.loads(event.data) if event is not None else {}
    if not data.get("flag"):
        return
    order = ctx.get(Order, int(data["order_id"]))
    if order.state in TO_SEND:
        send_soon(ctx, order.id)
