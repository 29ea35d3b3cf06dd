"""Coupons on the wire."""

from pydantic import BaseModel


class CouponView(BaseModel):
    id: int
    order_id: int | None
    kind: str
    state: str
    amount_cents: int
    threshold_cents: int
    granted_at: str
    expires_at: str


class CouponPage(BaseModel):
    items: list[CouponView]
    next: int | None
