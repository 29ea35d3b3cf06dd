"""Work orders put to carriers, as other rooms read them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from core.context import Ctx
from logistics.work_orders.models import CourierWorkOrder

_orders = CourierWorkOrder.__table__


def of_consignments(ctx: Ctx, consignment_ids: Sequence[int]) -> dict[int, list[Any]]:
    """The work orders of these parcels, oldest first."""
    found: dict[int, list[Any]] = {number: [] for number in consignment_ids}
    if not found:
        return found
    stmt = (
        select(_orders)
        .where(_orders.c.mall_id == ctx.mall_id, _orders.c.consignment_id.in_(list(found)))
        .order_by(_orders.c.id)
    )
    for row in ctx.all(stmt):
        found[row.consignment_id].append(row)
    return found


def open_of(ctx: Ctx, *, consignment_id: int, kind: str) -> int | None:
    """The id of the work order of this kind that waits for an answer; None when none does."""
    row = ctx.one(
        select(_orders.c.id).where(
            _orders.c.mall_id == ctx.mall_id,
            _orders.c.consignment_id == consignment_id,
            _orders.c.kind == kind,
            _orders.c.state == "open",
        )
    )
    return None if row is None else int(row.id)
