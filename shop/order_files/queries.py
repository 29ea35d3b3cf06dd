"""An order with everything that belongs to it, as the desk and its shopper see it."""

from typing import Any

from core.context import Ctx
from core.errors import NotFound
from core.wire import at
from logistics.tracking.queries import tracking
from shop.aftersales.queries import returns_of
from shop.coupons.queries import coupons_of_order
from shop.order_files.facts import OrderFacts, order_facts
from shop.orders.models import Order
from shop.orders.queries import lines_of, notes_of
from shop.payments.queries import payments_of, refunds_of
from shop.payouts.queries import payouts_of
from shop.shoppers.queries import shopper_card
from shop.shoppers.rules import mask_phone

__all__ = ["OrderFacts", "order_detail", "order_facts", "own_order_detail"]


def order_detail(ctx: Ctx, *, order_id: int, desk: bool = True) -> dict[str, Any]:
    """One order in full. The shopper's side (`desk` false) lacks notes, flag, blame and who did what.

    Raises NotFound.
    """
    order = ctx.get(Order, order_id)
    detail: dict[str, Any] = {
        "id": order.id,
        "order_no": order.order_no,
        "state": order.state,
        "shopper": shopper_card(ctx, order.shopper_id),
        "lines": [_line(row) for row in lines_of(ctx, order_id)],
        "goods_cents": order.goods_cents,
        "discount_cents": order.discount_cents,
        "freight_cents": order.freight_cents,
        "total_cents": order.total_cents,
        "captured_cents": order.captured_cents,
        "refunded_cents": order.refunded_cents,
        "placed_at": at(order.placed_ms),
        "paid_at": at(order.paid_ms),
        "dispatch_due_at": at(order.dispatch_due_ms),
        "promised_at": at(order.promised_ms),
        "shipped_at": at(order.shipped_ms),
        "delivered_at": at(order.delivered_ms),
        "completed_at": at(order.completed_ms),
        "cancelled_at": at(order.cancelled_ms),
        "address": {
            "name": order.addressee,
            "phone_masked": mask_phone(order.phone),
            "province": order.province,
            "city": order.city,
            "district": order.district,
            "street": order.street,
        },
        "buyer_note": order.buyer_note,
        "consignments": tracking(ctx, [f"order:{order_id}", f"order:{order_id}:return"], desk=desk),
        "payments": payments_of(ctx, order_id),
        "refunds": refunds_of(ctx, order_id),
        "payouts": payouts_of(ctx, order_id, desk=desk),
        "coupons": coupons_of_order(ctx, order_id, order.shopper_id),
        "returns": returns_of(ctx, order_id),
    }
    if desk:
        detail["seller_flag"] = order.seller_flag
        detail["notes"] = notes_of(ctx, order_id)
    return detail


def own_order_detail(ctx: Ctx, *, order_id: int) -> dict[str, Any]:
    """The acting shopper's own order in full. Raises NotFound for another's."""
    order = ctx.get(Order, order_id)
    if ctx.actor != f"shopper:{order.shopper_id}":
        raise NotFound("order", id=order_id)
    return order_detail(ctx, order_id=order_id, desk=False)


def _line(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "product_id": row.product_id,
        "title": row.title,
        "options": row.options,
        "picture": row.picture,
        "price_cents": row.price_cents,
        "discount_cents": row.discount_cents,
        "paid_cents": row.price_cents - row.discount_cents,
        "refunded_cents": row.refunded_cents,
        "aftersale": row.aftersale,
    }
