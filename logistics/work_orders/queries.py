"""Work orders put to carriers, as other rooms read them."""

from collections.abc import Sequence
from typing import Any

from core.context import Ctx
from logistics.work_orders.models import CourierWorkOrder


def of_consignments(ctx: Ctx, consignment_ids: Sequence[int]) -> dict[int, list[Any]]:
    """The work orders of these parcels, oldest first."""
    found: dict[int, list[Any]] = {number: [] for number in consignment_ids}
    for row in ctx.rows(CourierWorkOrder, consignment_id=consignment_ids, order_by="id"):
        found[row.consignment_id].append(row)
    return found


def open_of(ctx: Ctx, *, consignment_id: int, kind: str) -> int | None:
    """The id of the work order of this kind that waits for an answer; None when none does."""
    row = ctx.row(CourierWorkOrder, consignment_id=consignment_id, kind=kind, state="open")
    return None if row is None else int(row.id)
