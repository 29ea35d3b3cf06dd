"""Which parcels a hub's trouble hits, and how much of a promise force majeure takes away."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import and_, exists, or_, select

from core.context import Ctx
from logistics.consignments.models import Consignment, Scan
from logistics.disruptions.models import Disruption
from logistics.disruptions.rules import Window, clip
from logistics.network.queries import graph
from logistics.network.rules import path

_parcels, _scans = Consignment.__table__, Scan.__table__
_ON_THE_ROAD = ("collected", "in_transit")
_OF_CARRIER = ["label_created", "awaiting_collection", *_ON_THE_ROAD, "arrived_city"]


def hit_consignments(ctx: Ctx, hub_id: int, carrier_id: int | None = None) -> list[int]:
    """Parcels collected and still before this hub on their way, or lying in it; with a carrier, all of its
    parcels that are not with a courier yet, wherever they are. Ids ascending.
    """
    if carrier_id is not None:
        return [
            row.id for row in ctx.rows(Consignment, carrier_id=carrier_id, state=_OF_CARRIER, order_by="id")
        ]
    return sorted({*_at_or_bound_for(ctx, hub_id), *_passing(ctx, hub_id)})


def _passing(ctx: Ctx, hub_id: int) -> list[int]:
    """Parcels on the road whose way leads through a hub that is neither their first nor their last stop."""
    drawn = graph(ctx)
    stmt = select(
        _parcels.c.id, _parcels.c.last_hub_id, _parcels.c.origin_hub_id, _parcels.c.dest_hub_id
    ).where(_parcels.c.mall_id == ctx.mall_id, _parcels.c.state.in_(_ON_THE_ROAD))
    return [
        row.id
        for row in ctx.all(stmt)
        if hub_id in path(drawn, row.last_hub_id or row.origin_hub_id, row.dest_hub_id)[1:]
    ]


def _at_or_bound_for(ctx: Ctx, hub_id: int) -> list[int]:
    p, s = _parcels.c, _scans.c
    left = exists().where(
        s.mall_id == p.mall_id,
        s.consignment_id == p.id,
        s.at_ms == p.last_scan_ms,
        s.code == "departed",
        s.hub_id == hub_id,
    )
    stmt = (
        select(p.id)
        .where(
            p.mall_id == ctx.mall_id,
            p.state.in_(_ON_THE_ROAD),
            or_(
                p.dest_hub_id == hub_id,
                and_(p.last_hub_id == hub_id, ~left),
                and_(p.last_hub_id.is_(None), p.origin_hub_id == hub_id),
            ),
        )
        .order_by(p.id)
    )
    return [int(row.id) for row in ctx.all(stmt)]


def active(ctx: Ctx) -> list[Any]:
    """Disruptions not cleared, oldest first."""
    return list(ctx.rows(Disruption, state="active", order_by="id"))


def force_majeure_windows(
    ctx: Ctx, parcels: Sequence[Any], scans: Mapping[int, Sequence[Any]]
) -> list[Window]:
    """When declared force majeure stood between these parcels and their doors.

    A disruption counts for a parcel that had to pass its hub, from its beginning until it ended or the
    parcel had left the hub behind.
    """
    declared = ctx.rows(Disruption, force_majeure=True, order_by="id") if parcels else []
    windows: list[Window] = []
    for trouble in declared:
        window = (trouble.from_ms, trouble.until_ms if trouble.cleared_ms is None else trouble.cleared_ms)
        for parcel in parcels:
            own = scans.get(parcel.id, ())
            if trouble.hub_id != parcel.dest_hub_id and trouble.hub_id not in {scan.hub_id for scan in own}:
                continue
            part = clip(window, left_behind_ms(trouble.hub_id, parcel, own))
            if part is not None:
                windows.append(part)
    return windows


def left_behind_ms(hub_id: int, parcel: Any, scans: Sequence[Any]) -> int | None:
    """When the parcel had this hub behind it; None while it has not."""
    behind = ("arrived_city", "out_for_delivery", "ready_to_collect", "signed")
    for scan in scans:
        if (scan.code == "departed" and scan.hub_id == hub_id) or (
            hub_id == parcel.dest_hub_id and scan.code in behind
        ):
            return int(scan.at_ms)
    return None
