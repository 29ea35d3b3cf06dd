"""Carriers at work: they answer questions after a while and move the parcels on mall time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import orjson

from core.context import Ctx
from core.errors import IllegalTransition
from core.events import observe
from core.events.log import event_at
from core.timers import due_action
from logistics.carriers.models import Carrier
from logistics.carriers.queries import hubs
from logistics.consignments.models import Consignment
from logistics.consignments.service import add_scan
from logistics.work_orders.models import CourierWorkOrder
from logistics.work_orders.service import answer_work_order
from simulation.couriers import queries, rules
from simulation.warehouse.service import begin_work

ANSWER_MS = (20_000, 120_000)
HOLD_EVERY_MS = 22 * rules.HOUR
SETTLED_MS = 30 * rules.MINUTE  # nothing moves in the first half hour of a mall just opened
BEGINS = frozenset({"label_created", "intercepted", "refused"})
HOLD_CODE = {"storm": "storm_hold", "flood": "storm_hold"}

observe("simulation.courier.asked", kinds={"logistics.work_order.opened"}, priority=60)
observe("simulation.courier.scanned", kinds={"logistics.parcel.scanned"}, priority=70)


@contextmanager
def as_carrier(ctx: Ctx) -> Iterator[None]:
    """Inside, the carrier acts."""
    before, ctx.actor = ctx.actor, "carrier"
    try:
        yield
    finally:
        ctx.actor = before


def set_parcels_moving(ctx: Ctx) -> int:
    """Schedules the next scan of every parcel under way; once for a mall just filled. Returns how many.

    A label that lay about for more than a day is left alone: nobody comes for it until somebody asks.
    """
    count = begin_work(ctx)  # what the warehouse has yet to hand over
    for row in queries.under_way(ctx):
        count += _plan(ctx, row, not_before=ctx.mall_ms + SETTLED_MS)
    return count


def _plan(ctx: Ctx, row: Any, not_before: int = 0) -> int:
    parcel = queries.parcel_of(ctx, row)
    labelled = parcel.state in ("label_created", "awaiting_collection")
    if labelled and ctx.mall_ms - parcel.last_ms > rules.FRESH_LABEL:
        return 0
    steps = ctx.draw(f"parcel:{row.id}", f"step.{parcel.last_code}.{parcel.last_hub_id or 0}")
    coming = rules.following(parcel, queries.onward(ctx, row), row.city, steps)
    if coming is None:
        return 0
    at = (
        max(coming.at_ms, not_before + steps.below(4 * rules.HOUR))
        if coming.at_ms < not_before
        else coming.at_ms
    )
    if (
        parcel.hold is not None
        and row.last_hub_id is not None
        and queries.held_here(ctx, row.last_hub_id) is not None
    ):
        at = max(at, parcel.last_ms + HOLD_EVERY_MS)
    _set(ctx, row.id, replace(coming, at_ms=at))
    return 1


def _set(ctx: Ctx, consignment_id: int, coming: rules.Next) -> None:
    key = f"parcel:{consignment_id}"
    ctx.cancel(key)
    ctx.schedule(
        "simulation.courier.step",
        due=coming.at_ms,
        axis="mall",
        key=key,
        consignment_id=consignment_id,
        code=coming.code,
        hub_id=coming.hub_id,
        params=coming.params,
    )


@due_action("simulation.courier.step")
def step(ctx: Ctx, payload: dict[str, Any]) -> None:
    """A parcel comes one scan further, unless its hub is in trouble: then it lies there and that is
    scanned.
    """
    row = ctx.get(Consignment, int(payload["consignment_id"]))
    code, hub_id = payload["code"], payload["hub_id"]
    leaves = code == "departed" or (code == "arrived_city" and row.last_hub_id == row.dest_hub_id)
    trouble = queries.held_here(ctx, row.last_hub_id) if leaves else None
    params = dict(payload["params"])
    if code == "collected":
        params = _collected(ctx, row)
    with as_carrier(ctx):
        if trouble is not None:
            held = HOLD_CODE.get(trouble.kind, "backlog")
            scan_id = add_scan(ctx, consignment_id=row.id, code=held, hub_id=row.last_hub_id)
            _hold(ctx, row.id, trouble.until_ms, scan_id)
            return
        try:
            add_scan(ctx, consignment_id=row.id, code=code, hub_id=hub_id, params=params)
        except IllegalTransition:
            return  # turned round, given up or signed meanwhile
    # Planned here and not by an observer: in a jump of days only what stands on the mall's axis happens
    # in its order.
    _plan(ctx, ctx.get(Consignment, row.id))


def _hold(ctx: Ctx, consignment_id: int, until_ms: int, scan_id: int) -> None:
    """It lies there until the trouble is over, and is scanned once a day meanwhile."""
    row = ctx.get(Consignment, consignment_id)
    draw = ctx.draw(f"parcel:{consignment_id}", "hold", scan_id)
    coming = rules.following(queries.parcel_of(ctx, row), queries.onward(ctx, row), row.city, draw)
    if coming is None:
        return
    spread = draw.between(0, 4 * rules.HOUR)
    at = min(max(until_ms, ctx.mall_ms) + spread, ctx.mall_ms + HOLD_EVERY_MS + spread)
    _set(ctx, consignment_id, replace(coming, at_ms=at))


def _collected(ctx: Ctx, row: Any) -> dict[str, Any]:
    origin = hubs(ctx).get(row.origin_hub_id)
    return {
        "carrier": ctx.get(Carrier, row.carrier_id).name,
        "city": origin.city if origin is not None else "",
    }


@due_action("simulation.courier.take")
def take(ctx: Ctx, payload: dict[str, Any]) -> None:
    """A parcel lies ready at the warehouse: its journey is planned, on the mall's own time."""
    _plan(ctx, ctx.get(Consignment, int(payload["consignment_id"])))


@due_action("simulation.courier.scanned")
def on_scanned(ctx: Ctx, payload: dict[str, Any]) -> None:
    """A label was printed or a parcel turned round: from there the carrier takes it further."""
    data = _data(ctx, payload)
    if data is None or data["code"] not in BEGINS:
        return
    row = ctx.get(Consignment, int(data["consignment_id"]))
    ctx.cancel(f"parcel:{row.id}")
    _plan(ctx, row)


@due_action("simulation.courier.asked")
def on_asked(ctx: Ctx, payload: dict[str, Any]) -> None:
    """A question has come in; it is answered in half a minute to two minutes of desk time."""
    data = _data(ctx, payload)
    if data is None:
        return
    order_id, parcel_id = int(data["work_order_id"]), int(data["consignment_id"])
    before = queries.answered_before(ctx, parcel_id, data["order_kind"])
    after = ctx.draw(f"parcel:{parcel_id}", f"answer.delay.{data['order_kind']}", before).between(*ANSWER_MS)
    ctx.schedule(
        "simulation.courier.answer",
        due=ctx.desk_ms + after,
        key=f"work_order:{order_id}",
        work_order_id=order_id,
    )


@due_action("simulation.courier.answer")
def on_answer(ctx: Ctx, payload: dict[str, Any]) -> None:
    """The carrier answers by what its books say."""
    order = ctx.get(CourierWorkOrder, int(payload["work_order_id"]))
    if order.state != "open":
        return
    row = ctx.get(Consignment, order.consignment_id)
    before = queries.answered_before(ctx, row.id, order.kind)
    draw = ctx.draw(f"parcel:{row.id}", f"answer.{order.kind}", before)
    code, params = rules.answer(order.kind, queries.parcel_of(ctx, row), before, ctx.mall_ms, draw)
    with as_carrier(ctx):
        answer_work_order(ctx, work_order_id=order.id, answer_code=code, answer_params=params)
    if code == "chase_will_collect":
        at = ctx.mall_ms + draw.between(
            45 * rules.MINUTE, max(60 * rules.MINUTE, params["until_ms"] - ctx.mall_ms)
        )
        _set(ctx, row.id, rules.Next(min(at, params["until_ms"]), "collected", None, {}))


def _data(ctx: Ctx, payload: dict[str, Any]) -> dict[str, Any] | None:
    event = event_at(ctx.session, ctx.mall_id, int(payload["seq"]))
    if event is None:
        return None
    found: dict[str, Any] = orjson.loads(event.data)
    return found
