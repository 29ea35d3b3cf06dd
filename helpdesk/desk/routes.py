"""The first pictures, and orders as the desk reads them."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from core.http import DeskRead, ShopRead
from helpdesk.desk import queries
from helpdesk.desk import schemas as S
from shop.orders.queries import order_rows
from shop.orders.schemas import OrderPage

router = APIRouter()
DESK = "/api/desk/{seat}"
Id = Annotated[int, Path(ge=1, le=2**53 - 1)]
After = Annotated[int | None, Query(ge=1, le=2**53 - 1)]


@router.get(DESK + "/snapshot", response_model=S.DeskSnapshot, tags=["desk"])
async def snapshot(read: DeskRead) -> Response:
    """The desk now, with the seq from which events go on."""
    return await read(queries.snapshot)


@router.get(DESK + "/orders", response_model=OrderPage, tags=["desk"])
async def orders(
    read: DeskRead, q: Annotated[str, Query(max_length=80)] = "", after: After = None
) -> Response:
    """Orders by number, tracking number or nick."""
    return await read(order_rows, q=q, after=after)


@router.get(DESK + "/orders/{order_id}", response_model=S.OrderWithTickets, tags=["desk"])
async def order(order_id: Id, read: DeskRead) -> Response:
    """One order in full."""
    return await read(queries.desk_order, order_id=order_id)


@router.get("/api/shop/{seat}/snapshot", response_model=S.ShopSnapshot, tags=["shop"])
async def shop_snapshot(read: ShopRead) -> Response:
    """The storefront now, with the seq from which events go on."""
    return await read(queries.shop_snapshot)
