"""Where parcels are: rows for other rooms."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select

from core.context import Ctx
from logistics.consignments.models import Consignment, Scan
from logistics.consignments.rules import ON_THE_ROAD, SILENCE_HOURS, silence

_parcels = Consignment.__table__
# Sorted here and not there: asked for their order, SQLite reads all parcels of the mall by their numbers.
_states = select(_parcels.c.reference, _parcels.c.id, _parcels.c.state).where(
    _parcels.c.mall_id == bindparam("mall"),
    _parcels.c.reference.in_(bindparam("references", expanding=True)),
)


def by_references(ctx: Ctx, references: Sequence[str]) -> list[Any]:
    """The consignments the sender calls by these references, oldest first."""
    return list(ctx.rows(Consignment, reference=references, order_by="id"))


def newest_states(ctx: Ctx, references: Sequence[str]) -> dict[str, str]:
    """The state of the newest consignment of each reference; one made void does not count."""
    rows = ctx.all(_states, {"mall": ctx.mall_id, "references": references})
    rows.sort(key=lambda row: row.id)
    return {row.reference: row.state for row in rows if row.state != "cancelled"}


def reference_of_tracking_no(ctx: Ctx, tracking_no: str) -> str | None:
    """What the sender calls the parcel with this tracking number; None when there is none."""
    row = ctx.row(Consignment, tracking_no=tracking_no)
    return None if row is None else str(row.reference)


def scans_of(ctx: Ctx, consignment_ids: Sequence[int]) -> dict[int, list[Any]]:
    """Every tracking entry of these parcels, oldest first."""
    found: dict[int, list[Any]] = {number: [] for number in consignment_ids}
    for row in ctx.rows(Scan, consignment_id=consignment_ids, order_by=("at_ms", "id")):
        found[row.consignment_id].append(row)
    return found


def newest_scan(ctx: Ctx, consignment_id: int) -> Any | None:
    """The last tracking entry of a parcel."""
    return ctx.row(Scan, consignment_id=consignment_id, order_by=("-at_ms", "-id"))


def silence_hours(ctx: Ctx) -> dict[str, int]:
    """After how many hours without a scan this mall speaks of chase, stalled and suspected_loss."""
    return {
        name: int(ctx.setting(f"silence_{name}_hours", default)) for name, default in SILENCE_HOURS.items()
    }


def silence_of(ctx: Ctx, row: Any) -> str | None:
    """How long a parcel has been silent by the rule (P4) of this mall: None, chase, stalled,
    suspected_loss.
    """
    return silence(row.state, row.last_scan_ms, ctx.mall_ms, silence_hours(ctx))


def hub_of_province(ctx: Ctx, province: str) -> int | None:
    """The last hub of the parcels that went to this province before; None when none ever did."""
    row = ctx.row(Consignment, province=province, order_by="-id")
    return None if row is None else int(row.dest_hub_id)


def usual_fee(ctx: Ctx, *, carrier_id: int, dest_hub_id: int) -> int:
    """What this carrier last charged to this hub; 0 when it never went there."""
    row = ctx.row(Consignment, carrier_id=carrier_id, dest_hub_id=dest_hub_id, order_by="-id")
    return 0 if row is None else int(row.fee_cents)


def usual_origin(ctx: Ctx) -> int | None:
    """The hub where the newest parcel sent out began its way (one that comes back begins at its shopper's);
    None in a mall without parcels.
    """
    row = ctx.row(Consignment, return_of=None, order_by="-id")
    return None if row is None else int(row.origin_hub_id)


def on_the_road(ctx: Ctx) -> list[Any]:
    """(id, state, last_scan_ms) of every parcel a carrier has, oldest first."""
    return ctx.all(
        select(_parcels.c.id, _parcels.c.state, _parcels.c.last_scan_ms)
        .where(_parcels.c.mall_id == ctx.mall_id, _parcels.c.state.in_(ON_THE_ROAD))
        .order_by(_parcels.c.id)
    )
