"""A shopper's orders over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from core.http import ShopCommand, ShopRead
from shop.orders import queries
from shop.orders import schemas as S

router = APIRouter(prefix="/api/shop/{seat}", tags=["shop"])
Id = Annotated[int, Path(ge=1, le=2**53 - 1)]


@router.get("/orders", response_model=S.OrderPage)
async def orders(read: ShopRead, after: Annotated[int | None, Query(ge=1, le=2**53 - 1)] = None) -> Response:
    """One's own orders, the newest first."""
    return await read(queries.own_orders, after=after)


@router.post("/orders/{order_id}/confirm", response_model=S.OrderState)
async def confirm(order_id: Id, call: ShopCommand) -> Response:
    """The goods are there (确认收货)."""
    return await call("shop.confirm_receipt", order_id=order_id)
