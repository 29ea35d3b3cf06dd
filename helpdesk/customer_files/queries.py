"""Everything the desk knows about one shopper, on one page."""

from typing import Any

from core.context import Ctx
from helpdesk.chats import queries as chats
from helpdesk.tickets.queries import of_shopper as tickets_of
from shop.coupons.queries import coupons_of_shopper
from shop.orders.queries import orders_of_shopper
from shop.shoppers.queries import profile


def customer(ctx: Ctx, *, shopper_id: int) -> dict[str, Any]:
    """CustomerView. Raises NotFound."""
    return {
        "shopper": profile(ctx, shopper_id=shopper_id),
        "orders": orders_of_shopper(ctx, shopper_id=shopper_id)["items"],
        "coupons": coupons_of_shopper(ctx, shopper_id),
        "tickets": tickets_of(ctx, shopper_id),
        "conversations": chats.of_shopper(ctx, shopper_id),
    }


def conversation_page(ctx: Ctx, *, conversation_id: int, before: int | None = None) -> dict[str, Any]:
    """A conversation with its messages, the drafts of who asks, and the customer. Raises NotFound."""
    found = chats.thread(ctx, conversation_id=conversation_id, before=before)
    return {**found, "customer": customer(ctx, shopper_id=found["conversation"]["shopper"]["id"])}
