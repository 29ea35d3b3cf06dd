"""Records shown in a chat: the sender names one, the mall fills in what it shows at that moment."""

from typing import Any

from sqlalchemy import select

from core.context import Ctx
from core.errors import Invalid, NotFound
from core.wire import at
from logistics.carriers.models import Carrier
from logistics.consignments.models import Consignment
from shop.catalog.queries import product_card
from shop.coupons.models import Coupon
from shop.orders.models import Order, OrderLine
from shop.orders.rules import order_id_of

_LINES = OrderLine.__table__


def filled(ctx: Ctx, card: dict[str, Any] | None, *, shopper_id: int) -> dict[str, Any]:
    """The card with its contents.

    Raises Invalid `card_malformed`; NotFound for what is not this shopper's.
    """
    kind, number = (card or {}).get("type"), (card or {}).get("id")
    if kind == "image":
        return {"type": "image", "code": str((card or {}).get("code") or "picture")[:80]}
    if kind not in ("order", "tracking", "coupon", "product") or not isinstance(number, int):
        raise Invalid("card_malformed")
    if kind == "product":
        return {"type": "product", **product_card(ctx, product_id=number)}
    if kind == "order":
        return _order(ctx, number, shopper_id)
    if kind == "tracking":
        return _tracking(ctx, number, shopper_id)
    row = ctx.get(Coupon, number)
    if row.shopper_id != shopper_id:
        raise NotFound("coupon", id=number)
    return {
        "type": "coupon",
        "id": row.id,
        "amount_cents": row.amount_cents,
        "threshold_cents": row.threshold_cents,
        "expires_at": at(row.expires_ms),
    }


def _order(ctx: Ctx, order_id: int, shopper_id: int) -> dict[str, Any]:
    row = ctx.get(Order, order_id)
    if row.shopper_id != shopper_id:
        raise NotFound("order", id=order_id)
    lines = ctx.all(
        select(_LINES.c.title, _LINES.c.picture)
        .where(_LINES.c.mall_id == ctx.mall_id, _LINES.c.order_id == order_id)
        .order_by(_LINES.c.id)
    )
    return {
        "type": "order",
        "id": row.id,
        "order_no": row.order_no,
        "title": lines[0].title if lines else "",
        "picture": lines[0].picture if lines else None,
        "units": len(lines),
        "total_cents": row.total_cents,
        "state": row.state,
    }


def _tracking(ctx: Ctx, consignment_id: int, shopper_id: int) -> dict[str, Any]:
    row = ctx.get(Consignment, consignment_id)
    order_id = order_id_of(row.reference)
    if order_id is None or ctx.get(Order, order_id).shopper_id != shopper_id:
        raise NotFound("consignment", id=consignment_id)
    return {
        "type": "tracking",
        "id": row.id,
        "order_id": order_id,
        "tracking_no": row.tracking_no,
        "carrier": ctx.get(Carrier, row.carrier_id).name,
        "state": row.state,
        "eta_at": at(row.eta_ms),
    }
