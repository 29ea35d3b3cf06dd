"""An order in full, on the wire. What only the desk sees is optional."""

from pydantic import BaseModel

from logistics.tracking.schemas import ParcelView
from shop.aftersales.schemas import ReturnView
from shop.coupons.schemas import CouponView


class ShopperCard(BaseModel):
    id: int
    nick: str
    name: str
    level: int
    hue: int


class LineView(BaseModel):
    id: int
    product_id: int
    title: str
    options: dict[str, str]
    picture: str
    price_cents: int
    discount_cents: int
    paid_cents: int
    refunded_cents: int
    aftersale: str


class AddressView(BaseModel):
    name: str
    phone_masked: str
    province: str
    city: str
    district: str
    street: str


class NoteView(BaseModel):
    id: int
    text: str
    flag: str | None
    by: str
    at: str


class PaymentView(BaseModel):
    id: int
    method: str
    state: str
    amount_cents: int
    captured_at: str | None


class RefundView(BaseModel):
    id: int
    return_id: int | None
    state: str
    reason: str
    amount_cents: int
    requested_at: str
    succeeded_at: str | None


class PayoutView(BaseModel):
    id: int
    reason: str
    state: str
    amount_cents: int
    requested_at: str
    paid_at: str | None
    requested_by: str | None = None
    approved_by: str | None = None


class OrderDetail(BaseModel):
    id: int
    order_no: str
    state: str
    shopper: ShopperCard
    lines: list[LineView]
    goods_cents: int
    discount_cents: int
    freight_cents: int
    total_cents: int
    captured_cents: int
    refunded_cents: int
    placed_at: str
    paid_at: str | None
    dispatch_due_at: str | None
    promised_at: str | None
    shipped_at: str | None
    delivered_at: str | None
    completed_at: str | None
    cancelled_at: str | None
    address: AddressView
    buyer_note: str
    consignments: list[ParcelView]
    payments: list[PaymentView]
    refunds: list[RefundView]
    payouts: list[PayoutView]
    coupons: list[CouponView]
    returns: list[ReturnView]


class DeskOrderDetail(OrderDetail):
    """With what shoppers never see. The desk adds its own parts in a class of its own."""

    seller_flag: str | None
    notes: list[NoteView]
