"""Coupons, as other rooms and pages read them."""

from typing import Any

from sqlalchemy import Select, select

from core.context import Ctx
from core.wire import at
from shop.coupons.models import Coupon
from shop.coupons.rules import state_at
from shop.shoppers.rules import acting_shopper

_coupons = Coupon.__table__


def coupons_of_shopper(ctx: Ctx, shopper_id: int) -> list[dict[str, Any]]:
    """A shopper's coupons, the newest first."""
    stmt = select(_coupons).where(_coupons.c.mall_id == ctx.mall_id, _coupons.c.shopper_id == shopper_id)
    return _wire(ctx, stmt.order_by(_coupons.c.id.desc()))


def own_coupons(ctx: Ctx) -> dict[str, Any]:
    """The acting shopper's coupons."""
    return {"items": coupons_of_shopper(ctx, acting_shopper(ctx.actor)), "next": None}


def coupons_of_order(ctx: Ctx, order_id: int, shopper_id: int) -> list[dict[str, Any]]:
    """What a shopper was given to make good for an order."""
    stmt = select(_coupons).where(
        _coupons.c.mall_id == ctx.mall_id,
        _coupons.c.shopper_id == shopper_id,
        _coupons.c.order_id == order_id,
    )
    return _wire(ctx, stmt.order_by(_coupons.c.id))


def has_goodwill(ctx: Ctx, *, shopper_id: int, order_id: int | None) -> bool:
    """Whether a shopper got a goodwill coupon in this matter: this order, or no order at all."""
    matter = _coupons.c.order_id.is_(None) if order_id is None else _coupons.c.order_id == order_id
    row = ctx.one(
        select(_coupons.c.id).where(
            _coupons.c.mall_id == ctx.mall_id,
            _coupons.c.shopper_id == shopper_id,
            _coupons.c.kind == "goodwill",
            matter,
        )
    )
    return row is not None


def _wire(ctx: Ctx, stmt: Select[Any]) -> list[dict[str, Any]]:
    return [
        {
            "id": row.id,
            "order_id": row.order_id,
            "kind": row.kind,
            "state": state_at(row.state, row.expires_ms, ctx.mall_ms),
            "amount_cents": row.amount_cents,
            "threshold_cents": row.threshold_cents,
            "granted_at": at(row.granted_ms),
            "expires_at": at(row.expires_ms),
        }
        for row in ctx.all(stmt)
    ]
