"""What a carrier's own books say about a parcel."""

from typing import Any

from sqlalchemy import func, select

from core.context import Ctx
from logistics.carriers.queries import hubs
from logistics.consignments.models import Consignment, Scan
from logistics.disruptions.queries import active
from logistics.work_orders.models import CourierWorkOrder
from shop.orders.models import Order
from simulation.couriers.rules import Parcel

_parcels, _scans, _orders = Consignment.__table__, Scan.__table__, CourierWorkOrder.__table__


def parcel_of(ctx: Ctx, row: Any) -> Parcel:
    """The parcel with its last scan and what holds it up."""
    last = ctx.one(
        select(_scans)
        .where(_scans.c.mall_id == ctx.mall_id, _scans.c.consignment_id == row.id)
        .order_by(_scans.c.at_ms.desc(), _scans.c.id.desc())
        .limit(1)
    )
    code, at = (last.code, last.at_ms) if last is not None else ("label_created", row.created_ms)
    here = row.last_hub_id or row.origin_hub_id
    if code == "departed" and last is not None:
        there = next((h.id for h in hubs(ctx).values() if h.name == last.params.get("next")), None)
        here = there or row.dest_hub_id
    hold = next(
        (
            d
            for d in active(ctx)
            if d.hub_id in (here, row.dest_hub_id) and d.from_ms <= ctx.mall_ms < d.until_ms
        ),
        None,
    )
    moving = row.state in ("collected", "in_transit")
    return Parcel(
        state=row.state,
        last_code=code,
        last_ms=at,
        last_hub_id=row.last_hub_id,
        dest_hub_id=row.dest_hub_id,
        origin_hub_id=row.origin_hub_id,
        eta_ms=row.eta_ms,
        signed_by=row.signed_by,
        station=(last.params.get("station") if last is not None else None),
        late=_late(ctx, row),
        hold=hold.kind if hold is not None and moving else None,
        hold_until_ms=hold.until_ms if hold is not None and moving else None,
    )


def held_here(ctx: Ctx, hub_id: int | None) -> Any:
    """The disruption that keeps parcels in that hub now, or None."""
    return next(
        (d for d in active(ctx) if d.hub_id == hub_id and d.from_ms <= ctx.mall_ms < d.until_ms), None
    )


def _late(ctx: Ctx, row: Any) -> bool:
    kind, _, number = row.reference.partition(":")
    if kind != "order" or not number.isdigit():
        return False
    order = ctx.get(Order, int(number))
    return order.promised_ms is not None and order.promised_ms < ctx.mall_ms


def onward(ctx: Ctx, row: Any) -> tuple[int, str] | None:
    """The next hub on the way, learnt from where other parcels to the same end went on from here."""
    here = row.last_hub_id or row.origin_hub_id
    if here == row.dest_hub_id:
        return None
    names = {h.name: h.id for h in hubs(ctx).values()}
    last = ctx.one(
        select(_scans.c.code, _scans.c.params)
        .where(_scans.c.mall_id == ctx.mall_id, _scans.c.consignment_id == row.id)
        .order_by(_scans.c.at_ms.desc(), _scans.c.id.desc())
        .limit(1)
    )
    if last is not None and last.code == "departed" and last.params.get("next") in names:
        return names[last.params["next"]], last.params["next"]
    earlier = ctx.one(
        select(_scans.c.params)
        .join(
            _parcels,
            (_parcels.c.mall_id == _scans.c.mall_id) & (_parcels.c.id == _scans.c.consignment_id),
        )
        .where(
            _scans.c.mall_id == ctx.mall_id,
            _parcels.c.dest_hub_id == row.dest_hub_id,
            _scans.c.code == "departed",
            _scans.c.hub_id == here,
        )
        .order_by(_scans.c.consignment_id, _scans.c.id)
        .limit(1)
    )
    if earlier is not None and earlier.params.get("next") in names:
        return names[earlier.params["next"]], earlier.params["next"]
    name = next((n for n, number in names.items() if number == row.dest_hub_id), "")
    return row.dest_hub_id, name


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
            .where(
                _parcels.c.mall_id == ctx.mall_id,
                _parcels.c.state.not_in(("signed", "returned", "cancelled", "lost_closed")),
            )
            .order_by(_parcels.c.id)
        )
    )
