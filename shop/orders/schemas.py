"""Orders in lists, on the wire."""

from pydantic import BaseModel


class OrderRow(BaseModel):
    id: int
    order_no: str
    state: str
    total_cents: int
    placed_at: str
    title: str
    units: int
    picture: str | None
    parcel_state: str | None
    shopper_nick: str


class OrderPage(BaseModel):
    items: list[OrderRow]
    next: int | None


class OrderState(BaseModel):
    order_id: int
    state: str
