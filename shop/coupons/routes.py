"""A shopper's coupons over HTTP."""

from fastapi import APIRouter, Response

from core.http import ShopRead
from shop.coupons import queries
from shop.coupons import schemas as S

router = APIRouter(prefix="/api/shop/{seat}", tags=["shop"])


@router.get("/coupons", response_model=S.CouponPage)
async def coupons(read: ShopRead) -> Response:
    """One's own coupons, the newest first."""
    return await read(queries.own_coupons)
