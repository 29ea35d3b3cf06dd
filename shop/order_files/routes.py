"""One's own order in full, over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from core.http import ShopRead
from shop.order_files import queries
from shop.order_files import schemas as S

router = APIRouter(prefix="/api/shop/{seat}", tags=["shop"])


@router.get("/orders/{order_id}", response_model=S.OrderDetail)
async def order(order_id: Annotated[int, Path(ge=1, le=2**53 - 1)], read: ShopRead) -> Response:
    """An order with its parcels and money."""
    return await read(queries.own_order_detail, order_id=order_id)
