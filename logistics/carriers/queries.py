"""Carriers and hubs as other rooms read them."""

from typing import Any

from core.context import Ctx
from logistics.carriers.models import Carrier, Hub


def carriers(ctx: Ctx) -> dict[int, Any]:
    """All carriers of the mall by id."""
    return {row.id: row for row in ctx.rows(Carrier, order_by="id")}


def hubs(ctx: Ctx) -> dict[int, Any]:
    """All hubs of the mall by id."""
    return {row.id: row for row in ctx.rows(Hub, order_by="id")}


def hub(ctx: Ctx, hub_id: int) -> Any:
    """One hub. Raises NotFound."""
    return ctx.get(Hub, hub_id)


def carrier_wire(row: Any) -> dict[str, Any]:
    """A carrier as the desk and the shopper see it."""
    return {"id": row.id, "code": row.code, "name": row.name, "hotline": row.hotline}
