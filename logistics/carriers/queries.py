"""Carriers and hubs as other rooms read them."""

from typing import Any

from sqlalchemy import select

from core.context import Ctx
from core.errors import NotFound
from logistics.carriers.models import Carrier, Hub

_carriers, _hubs = Carrier.__table__, Hub.__table__


def carriers(ctx: Ctx) -> dict[int, Any]:
    """All carriers of the mall by id."""
    return {row.id: row for row in ctx.all(select(_carriers).where(_carriers.c.mall_id == ctx.mall_id))}


def hubs(ctx: Ctx) -> dict[int, Any]:
    """All hubs of the mall by id."""
    return {row.id: row for row in ctx.all(select(_hubs).where(_hubs.c.mall_id == ctx.mall_id))}


def hub(ctx: Ctx, hub_id: int) -> Any:
    """One hub. Raises NotFound."""
    row = ctx.one(select(_hubs).where(_hubs.c.mall_id == ctx.mall_id, _hubs.c.id == hub_id))
    if row is None:
        raise NotFound("hub", id=hub_id)
    return row


def carrier_wire(row: Any) -> dict[str, Any]:
    """A carrier as the desk and the shopper see it."""
    return {"code": row.code, "name": row.name, "hotline": row.hotline}
