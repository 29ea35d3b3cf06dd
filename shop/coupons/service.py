"""Giving coupons."""

from core.context import Ctx
from core.errors import NotFound
from shop.coupons.events import CouponGranted
from shop.coupons.models import Coupon
from shop.coupons.queries import has_goodwill
from shop.coupons.rules import DAY_MS, VALID_DAYS, may_grant
from shop.orders.models import Order
from shop.shoppers.models import Shopper


def grant(
    ctx: Ctx, *, shopper_id: int, order_id: int | None, amount_cents: int, kind: str = "goodwill"
) -> int:
    """Gives a shopper a coupon and returns its id. Records CouponGranted.

    Goodwill (心意券) is 5, 10 or 20 yuan, 50 for members of five years, and once in a matter. Raises NotFound
    for an order of somebody else, Refusal `coupon_amount_not_allowed` or `coupon_already_granted`.
    """
    shopper = ctx.get(Shopper, shopper_id)
    if order_id is not None and ctx.get(Order, order_id).shopper_id != shopper_id:
        raise NotFound("order", id=order_id)
    if kind == "goodwill":
        may_grant(
            amount_cents,
            member_ms=ctx.mall_ms - shopper.member_since_ms,
            had_one=has_goodwill(ctx, shopper_id=shopper_id, order_id=order_id),
        )
    coupon_id = ctx.insert(
        Coupon,
        shopper_id=shopper_id,
        order_id=order_id,
        kind=kind,
        amount_cents=amount_cents,
        threshold_cents=0,
        state="granted",
        granted_by=ctx.actor,
        granted_ms=ctx.mall_ms,
        expires_ms=ctx.mall_ms + VALID_DAYS * DAY_MS,
    )
    ctx.record(
        CouponGranted(
            coupon_id=coupon_id,
            order_id=order_id,
            shopper_id=shopper_id,
            amount_cents=amount_cents,
            coupon_kind=kind,
        )
    )
    return coupon_id
