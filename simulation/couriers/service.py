"""Carriers at work: they move the parcels along the hub graph on mall time, as their timetables, the room on
the lorries and the weather allow.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from core.context import Ctx
from core.errors import IllegalTransition
from core.timers import due_action
from logistics.carriers.models import Carrier, Hub
from logistics.carriers.queries import hubs
from logistics.consignments.models import Consignment
from logistics.consignments.queries import scans_of
from logistics.consignments.rules import ON_THE_ROAD
from logistics.consignments.service import add_scan, close_lost, set_eta
from logistics.network import queries as network
from logistics.network import rules as roads
from logistics.network.rules import HOUR
from logistics.network.service import send_on
from simulation.couriers import queries, rules
from simulation.couriers.rules import Next, Standing
from simulation.warehouse.service import begin_work

HOLD_EVERY_MS = 22 * HOUR
SETTLED_MS = 30 * roads.MINUTE  # nothing moves in the first half hour of a mall just opened
WAREHOUSE_TO_HUB_MS = 2 * HOUR
# Steps a hub in trouble does not take, and those a carrier that stands still does not take either.
OUT_OF_HUB = frozenset({"departed", "arrived_city"})
OF_CARRIER = OUT_OF_HUB | {"collected", "out_for_delivery"}
HOLD_CODE = {"storm": "storm_hold", "flood": "storm_hold", "strike": "delayed", "road_closed": "delayed"}


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
    rows = queries.under_way(ctx)
    scans = scans_of(ctx, [row.id for row in rows])
    for row in rows:
        count += _plan(ctx, row, queries.standing(ctx, row, scans[row.id]), ctx.mall_ms + SETTLED_MS)
    return count


def go_on(ctx: Ctx, consignment_id: int) -> None:
    """Plans a parcel anew from where its scans say it is now; one that is held or has ended stands still."""
    ctx.cancel(key_of(consignment_id))
    row = ctx.get(Consignment, consignment_id)
    _plan(ctx, row, queries.standing(ctx, row))


def stand_still(ctx: Ctx, consignment_id: int) -> None:
    """Nobody moves this parcel until it is planned anew."""
    ctx.cancel(key_of(consignment_id))


def come_for(ctx: Ctx, consignment_id: int, at_ms: int) -> None:
    """A courier is sent for a labelled parcel."""
    _set(ctx, consignment_id, Next(at_ms, "collected", None, {}))


def key_of(consignment_id: int) -> str:
    """The key of a parcel's next step."""
    return f"parcel:{consignment_id}"


def _plan(ctx: Ctx, row: Any, found: Standing, not_before: int = 0, *, anew: bool = True) -> int:
    if row.held_ms is not None:
        return 0
    if found.state in rules.LABELLED and ctx.mall_ms - found.at_ms > rules.FRESH_LABEL:
        return 0
    dice = queries.dice_of(ctx, row.id, found.count)
    coming = rules.following(found, network.graph(ctx), dice, queries.weather_of(ctx))
    if coming is None:
        return 0
    at = coming.at_ms
    if at < not_before:
        at = not_before + dice("settle").below(4 * HOUR)
    if (
        not_before
        and found.code != "departed"
        and queries.held_here(ctx, row.last_hub_id, row.carrier_id) is not None
    ):
        at = max(at, found.at_ms + HOLD_EVERY_MS)
    _set(ctx, row.id, replace(coming, at_ms=at), anew=anew)
    return 1


def _set(ctx: Ctx, consignment_id: int, coming: Next, *, anew: bool = True) -> None:
    key = key_of(consignment_id)
    if anew:
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
    """A parcel comes one scan further, unless there is trouble or no room: then it lies there, and trouble
    is scanned.
    """
    row = ctx.get(Consignment, int(payload["consignment_id"]))
    code, hub_id, params = payload["code"], payload["hub_id"], dict(payload["params"])
    coming = Next(ctx.mall_ms, code, hub_id, params)
    if row.held_ms is not None:
        return
    if code == rules.CLOSE_LOST:
        if row.state in ON_THE_ROAD:
            with as_carrier(ctx):
                close_lost(ctx, consignment_id=row.id)
        return
    if code in OF_CARRIER and _stopped(ctx, row, coming):
        return
    if code == "departed" and not send_on(ctx, hub_id=hub_id):
        leg = network.graph(ctx).leg(hub_id, int(params["next_hub_id"]))
        at = roads.next_of_day(leg.departs, ctx.mall_ms + roads.MINUTE)
        _set(ctx, row.id, replace(coming, at_ms=at), anew=False)
        return
    params |= _said(ctx, row, code, params)
    with as_carrier(ctx):
        try:
            add_scan(ctx, consignment_id=row.id, code=code, hub_id=hub_id, params=params)
        except IllegalTransition:
            return  # turned round, given up or signed meanwhile
        if code == "collected" and row.eta_ms is None:
            set_eta(ctx, consignment_id=row.id, eta_ms=_expected(ctx, row))
    # Planned here and not by an observer: in a jump of days only what stands on the mall's axis happens
    # in its order.
    after = ctx.get(Consignment, row.id)
    if after.state not in rules.ENDED:
        count = queries.scans_so_far(ctx, row.id)
        found = queries.after_scan(ctx, after, code, ctx.mall_ms, params, count)
        _plan(ctx, after, found, anew=False)  # this step was the only thing planned


def _stopped(ctx: Ctx, row: Any, coming: Next) -> bool:
    """Whether trouble declared where the parcel lies keeps it there; that is scanned once a day."""
    here = row.last_hub_id or row.origin_hub_id
    trouble = queries.held_here(ctx, here, row.carrier_id)
    if trouble is None:
        return False
    if trouble.carrier_id is None and (
        coming.code not in OUT_OF_HUB or (coming.code == "arrived_city" and here != row.dest_hub_id)
    ):
        return False
    spread = ctx.draw(key_of(row.id), "hold", queries.scans_so_far(ctx, row.id)).between(0, 4 * HOUR)
    if row.state not in rules.LABELLED:
        with as_carrier(ctx):
            code = "delayed" if row.state == "returning" else HOLD_CODE.get(trouble.kind, "backlog")
            add_scan(ctx, consignment_id=row.id, code=code, hub_id=here)
    at = min(max(trouble.until_ms, ctx.mall_ms) + spread, ctx.mall_ms + HOLD_EVERY_MS + spread)
    if coming.code == "departed":
        leg = network.graph(ctx).leg(here, int(coming.params["next_hub_id"]))
        at = roads.next_of_day(leg.departs, at)
    _set(ctx, row.id, replace(coming, at_ms=at), anew=False)
    return True


def _said(ctx: Ctx, row: Any, code: str, params: dict[str, Any]) -> dict[str, Any]:
    """What the scan tells besides: names instead of numbers."""
    if code == "collected":
        origin = hubs(ctx).get(row.origin_hub_id)
        return {
            "carrier": ctx.get(Carrier, row.carrier_id).name,
            "city": origin.city if origin is not None else "",
        }
    if code == "departed":
        return {"next": ctx.get(Hub, int(params["next_hub_id"])).name}
    if code in ("arrived_city", "out_for_delivery"):
        return {"city": row.city}
    return {}


def _expected(ctx: Ctx, row: Any) -> int:
    """When it should be at the door by the timetable."""
    graph = network.graph(ctx)
    found = roads.transit(
        graph, row.carrier_id, row.origin_hub_id, row.dest_hub_id, ctx.mall_ms + WAREHOUSE_TO_HUB_MS
    )
    return queries.latest_arrival(graph, found.arrives_ms)


@due_action("simulation.courier.take")
def take(ctx: Ctx, payload: dict[str, Any]) -> None:
    """A parcel lies ready at the warehouse: its journey is planned, on the mall's own time."""
    go_on(ctx, int(payload["consignment_id"]))


@due_action("simulation.courier.turned")
def on_turned(ctx: Ctx, payload: dict[str, Any]) -> None:
    """Somebody else than the carrier did something to a parcel: from there the carrier takes it further."""
    go_on(ctx, int(payload["consignment_id"]))
