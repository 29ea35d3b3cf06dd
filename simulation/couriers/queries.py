"""What a carrier's own books say about a parcel."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from core.context import Ctx
from logistics.carriers.queries import hubs
from logistics.consignments.models import Consignment, Scan
from logistics.disruptions.queries import active
from logistics.disruptions.rules import stops
from logistics.network.rules import HOUR, Graph
from logistics.packing.queries import damage_odds
from logistics.work_orders.models import CourierWorkOrder
from shop.orders.models import Order
from simulation.couriers.answers import Parcel
from simulation.couriers.rules import BAD_WEATHER, ENDED, Dice, Standing, Weather, next_round

_parcels, _scans, _orders = Consignment.__table__, Scan.__table__, CourierWorkOrder.__table__
WORD_OF_MOUTH = frozenset({"held", "released", "forwarded"})
_COUNT = "SELECT COUNT(*) FROM scans WHERE mall_id = ? AND consignment_id = ?"


def standing(ctx: Ctx, row: Any, scans: Sequence[Any] | None = None) -> Standing:
    """Where a parcel stands by its scans (oldest first, asked for when not given)."""
    if scans is None:
        scans = ctx.rows(Scan, consignment_id=row.id, order_by=("at_ms", "id"))
    last = scans[-1] if scans else None
    if last is not None and last.code in WORD_OF_MOUTH:
        # Said while it was between two hubs: the lorry does not turn round for it.
        moved = next((scan for scan in reversed(scans) if scan.code not in WORD_OF_MOUTH), last)
        last = moved if moved.code == "departed" and row.state == "in_transit" else last
    code, at = (last.code, last.at_ms) if last is not None else ("label_created", row.created_ms)
    params = last.params if last is not None else {}
    return after_scan(ctx, row, code, at, params, len(scans))


def after_scan(ctx: Ctx, row: Any, code: str, at_ms: int, params: dict[str, Any], count: int) -> Standing:
    """Where a parcel stands after its latest scan."""
    here = row.last_hub_id or row.origin_hub_id
    going = params.get("next_hub_id") if code == "departed" else None
    if code == "departed" and going is None and params.get("next"):
        # A lorry of before the mall opened: it is bound for the hub the scan names.
        going = next((h.id for h in hubs(ctx).values() if h.name == params["next"]), None)
    at_end = code == "arrived" and here == row.dest_hub_id
    return Standing(
        state=row.state,
        code=code,
        at_ms=at_ms,
        here=here,
        origin=row.origin_hub_id,
        dest=row.dest_hub_id,
        carrier_id=row.carrier_id,
        count=count,
        exception=row.exception,
        params=params,
        going=going,
        damage_permille=damage_odds(ctx, row.id) if at_end else 0,
        to_warehouse=row.return_of is not None,
    )


def scans_so_far(ctx: Ctx, consignment_id: int) -> int:
    """How many scans a parcel has."""
    row = ctx.driver.one(_COUNT, (ctx.mall_id, consignment_id))
    return 0 if row is None else int(row[0])


def dice_of(ctx: Ctx, consignment_id: int, count: int) -> Dice:
    """A parcel's chance after so many scans: nothing anybody else does shifts it."""
    return lambda purpose: ctx.draw(f"parcel:{consignment_id}", f"step.{purpose}", count)


def weather_of(ctx: Ctx) -> Weather:
    """The weather on the roads, by hub and day."""

    def slow(hub_id: int, day: int) -> int:
        throw = ctx.draw(f"hub:{hub_id}", "weather", day)
        return throw.between(125, 150) if throw.chance(BAD_WEATHER) else 100

    return slow


def parcel_of(ctx: Ctx, row: Any) -> Parcel:
    """What a carrier can look up about a parcel, what holds it up among it."""
    found = standing(ctx, row)
    there = found.going or row.dest_hub_id if found.code == "departed" else found.here
    moving = row.state in ("collected", "in_transit")
    hold = next(
        (
            d
            for d in active(ctx)
            for hub in (there, row.dest_hub_id)
            if moving and stops(d, hub_id=hub, carrier_id=row.carrier_id, now_ms=ctx.mall_ms)
        ),
        None,
    )
    return Parcel(
        state=row.state,
        last_code=found.code,
        last_ms=found.at_ms,
        last_hub_id=row.last_hub_id,
        dest_hub_id=row.dest_hub_id,
        origin_hub_id=row.origin_hub_id,
        eta_ms=row.eta_ms,
        signed_by=row.signed_by,
        station=found.params.get("station"),
        late=_late(ctx, row),
        hold=None if hold is None else hold.kind,
        hold_until_ms=None if hold is None else hold.until_ms,
        exception=row.exception,
    )


def held_here(ctx: Ctx, hub_id: int | None, carrier_id: int) -> Any:
    """The disruption that keeps this carrier's parcels in that hub now, or None."""
    return next(
        (d for d in active(ctx) if stops(d, hub_id=hub_id, carrier_id=carrier_id, now_ms=ctx.mall_ms)), None
    )


def _late(ctx: Ctx, row: Any) -> bool:
    kind, _, number = row.reference.partition(":")
    if kind != "order" or not number.isdigit():
        return False
    order = ctx.get(Order, int(number))
    return order.promised_ms is not None and order.promised_ms < ctx.mall_ms


def answered_before(ctx: Ctx, consignment_id: int, kind: str) -> int:
    """How many questions of a kind the carrier has answered about this parcel."""
    row = ctx.one(
        select(func.count().label("n")).where(
            _orders.c.mall_id == ctx.mall_id,
            _orders.c.consignment_id == consignment_id,
            _orders.c.kind == kind,
            _orders.c.state == "answered",
        )
    )
    return int(row.n) if row is not None else 0


def under_way(ctx: Ctx) -> list[Any]:
    """Parcels with a journey before them, by number."""
    return list(
        ctx.all(
            select(_parcels)
            .where(_parcels.c.mall_id == ctx.mall_id, _parcels.c.state.not_in(ENDED))
            .order_by(_parcels.c.id)
        )
    )


def latest_arrival(graph: Graph, arrives_ms: int) -> int:
    """When a parcel that lies in its last hub then is at the door: sorted, on the next round, by its end."""
    return next_round(arrives_ms + 3 * HOUR, graph.rounds) + 4 * HOUR
