"""Where parcels are: rows for other rooms."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from core.context import Ctx
from logistics.consignments.models import Consignment, Scan
from logistics.consignments.rules import SILENCE_HOURS, silence

_parcels, _scans = Consignment.__table__, Scan.__table__


def by_references(ctx: Ctx, references: Iterable[str]) -> list[Any]:
    """The consignments the sender calls by these references, oldest first."""
    stmt = select(_parcels).where(
        _parcels.c.mall_id == ctx.mall_id, _parcels.c.reference.in_(list(references))
    )
    return sorted(ctx.all(stmt), key=lambda row: row.id)


def reference_of_tracking_no(ctx: Ctx, tracking_no: str) -> str | None:
    """What the sender calls the parcel with this tracking number; None when there is none."""
    row = ctx.one(
        select(_parcels.c.reference).where(
            _parcels.c.mall_id == ctx.mall_id, _parcels.c.tracking_no == tracking_no
        )
    )
    return None if row is None else str(row.reference)


def scans_of(ctx: Ctx, consignment_ids: Sequence[int]) -> dict[int, list[Any]]:
    """Every tracking entry of these parcels, oldest first."""
    found: dict[int, list[Any]] = {number: [] for number in consignment_ids}
    if not found:
        return found
    stmt = (
        select(_scans)
        .where(_scans.c.mall_id == ctx.mall_id, _scans.c.consignment_id.in_(list(found)))
        .order_by(_scans.c.at_ms, _scans.c.id)
    )
    for row in ctx.all(stmt):
        found[row.consignment_id].append(row)
    return found


def silence_of(ctx: Ctx, row: Any) -> str | None:
    """How long a parcel has been silent by the rule (P4) of this mall: None, chase, stalled,
    suspected_loss.
    """
    hours = {
        name: int(ctx.setting(f"silence_{name}_hours", default)) for name, default in SILENCE_HOURS.items()
    }
    return silence(row.state, row.last_scan_ms, ctx.mall_ms, hours)


def hub_of_province(ctx: Ctx, province: str) -> int | None:
    """The last hub of the parcels that went to this province before; None when none ever did."""
    row = ctx.one(
        select(_parcels.c.dest_hub_id)
        .where(_parcels.c.mall_id == ctx.mall_id, _parcels.c.province == province)
        .order_by(_parcels.c.id.desc())
        .limit(1)
    )
    return None if row is None else int(row.dest_hub_id)


def usual_fee(ctx: Ctx, *, carrier_id: int, dest_hub_id: int) -> int:
    """What this carrier last charged to this hub; 0 when it never went there."""
    row = ctx.one(
        select(_parcels.c.fee_cents)
        .where(
            _parcels.c.mall_id == ctx.mall_id,
            _parcels.c.dest_hub_id == dest_hub_id,
            _parcels.c.carrier_id == carrier_id,
        )
        .order_by(_parcels.c.id.desc())
        .limit(1)
    )
    return 0 if row is None else int(row.fee_cents)
