"""Asking one's money back over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from core.http import ShopCommand
from shop.aftersales import schemas as S

router = APIRouter(prefix="/api/shop/{seat}", tags=["shop"])
Id = Annotated[int, Path(ge=1, le=2**53 - 1)]


@router.post("/orders/{order_id}/refund-requests", status_code=201, response_model=S.ReturnState)
async def request_refund(order_id: Id, body: S.RefundWish, call: ShopCommand) -> Response:
    """Asks the money of an order back (仅退款)."""
    return await call("shop.request_refund", status=201, order_id=order_id, reason=body.reason)


@router.post("/returns/{return_id}/cancel", response_model=S.ReturnState)
async def cancel_return(return_id: Id, call: ShopCommand) -> Response:
    """Takes a request back."""
    return await call("shop.cancel_refund", return_id=return_id)
