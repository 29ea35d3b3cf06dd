"""The shop's customers, as other rooms and pages read them."""

from typing import Any

from sqlalchemy import select

from core.context import Ctx
from core.wire import at
from shop.shoppers.models import Shopper
from shop.shoppers.rules import mask_phone

_shoppers = Shopper.__table__


def shopper_card(ctx: Ctx, shopper_id: int) -> dict[str, Any]:
    """{id, nick, name, level, hue}. Raises NotFound."""
    return card(ctx.get(Shopper, shopper_id))


def card(row: Any) -> dict[str, Any]:
    """A shopper as shown beside an order or a conversation."""
    return {"id": row.id, "nick": row.nick, "name": row.name, "level": row.level, "hue": row.hue}


def profile(ctx: Ctx, *, shopper_id: int) -> dict[str, Any]:
    """The card with the masked phone and how long they have been a member. Raises NotFound."""
    row = ctx.get(Shopper, shopper_id)
    return {
        **card(row),
        "phone_masked": mask_phone(row.phone),
        "member_since_at": at(row.member_since_ms),
    }


def ids_by_nick(ctx: Ctx, part: str, limit: int = 50) -> list[int]:
    """Shoppers whose nick contains these characters."""
    pattern = "%" + part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").lower() + "%"
    stmt = (
        select(_shoppers.c.id)
        .where(_shoppers.c.mall_id == ctx.mall_id, _shoppers.c.nick.ilike(pattern, escape="\\"))
        .order_by(_shoppers.c.id)
        .limit(limit)
    )
    return [int(row.id) for row in ctx.all(stmt)]
