"""Coupons, as other rooms and pages read them."""

from collections.abc import Sequence
from typing import Any

from core.context import Ctx
from core.wire import at
from shop.coupons.models import Coupon
from shop.coupons.rules import state_at
from shop.shoppers.rules import acting_shopper


def coupons_of_shopper(ctx: Ctx, shopper_id: int) -> list[dict[str, Any]]:
    """A shopper's coupons, the newest first."""
    return _wire(ctx, ctx.rows(Coupon, shopper_id=shopper_id, order_by="-id"))


def own_coupons(ctx: Ctx) -> dict[str, Any]:
    """The acting shopper's coupons."""
    return {"items": coupons_of_shopper(ctx, acting_shopper(ctx.actor)), "next": None}


def coupons_of_order(ctx: Ctx, order_id: int, shopper_id: int) -> list[dict[str, Any]]:
    """What a shopper was given to make good for an order."""
    return _wire(ctx, ctx.rows(Coupon, shopper_id=shopper_id, order_id=order_id, order_by="id"))


def has_goodwill(ctx: Ctx, *, shopper_id: int, order_id: int | None) -> bool:
    """Whether a shopper got a goodwill coupon in this matter: this order, or no order at all."""
    return ctx.row(Coupon, shopper_id=shopper_id, kind="goodwill", order_id=order_id) is not None


def _wire(ctx: Ctx, rows: Sequence[Any]) -> list[dict[str, Any]]:
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
        for row in rows
    ]
