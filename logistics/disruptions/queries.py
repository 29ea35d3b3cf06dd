"""Which parcels a hub's trouble hits, and how much of a promise force majeure takes away."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import and_, exists, or_, select

from core.context import Ctx
from logistics.consignments.models import Consignment, Scan
from logistics.disruptions.models import Disruption
from logistics.disruptions.rules import Window, clip

_parcels, _scans = Consignment.__table__, Scan.__table__


def hit_consignments(ctx: Ctx, hub_id: int) -> list[int]:
    """Parcels collected and still before this hub, where they all have to pass, or lying in it; ids
    ascending.
    """
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
            p.state.in_(("collected", "in_transit")),
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
