"""Orders, one line per unit, with everything they were sold under kept as it was."""

from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall, in_mall_fk


class Order(InMall, Base):
    """Amounts are cents of CNY. total = goods - discount + freight. `promised_ms` is the delivery date the
    page promised (NULL: none); `dispatch_due_ms` is 48 h after payment unless the page said otherwise."""

    __tablename__ = "orders"
    __table_args__ = (
        in_mall_fk("shopper_id", "shoppers"),
        Index(None, "mall_id", "shopper_id"),
        Index(None, "mall_id", "order_no", unique=True),
        Index(None, "mall_id", "state"),
        CheckConstraint("refunded_cents >= 0 AND refunded_cents <= captured_cents", name="refund_ceiling"),
        CheckConstraint("total_cents = goods_cents - discount_cents + freight_cents", name="total"),
        CLUSTERED,
    )
    order_no: Mapped[str]
    shopper_id: Mapped[int]
    state: Mapped[str]
    goods_cents: Mapped[int]
    discount_cents: Mapped[int]
    freight_cents: Mapped[int]
    total_cents: Mapped[int]
    captured_cents: Mapped[int]
    refunded_cents: Mapped[int]
    placed_ms: Mapped[int]
    paid_ms: Mapped[int | None]
    dispatch_due_ms: Mapped[int | None]
    promised_ms: Mapped[int | None]
    shipped_ms: Mapped[int | None]
    delivered_ms: Mapped[int | None]
    completed_ms: Mapped[int | None]
    cancelled_ms: Mapped[int | None]
    addressee: Mapped[str]
    phone: Mapped[str]
    province: Mapped[str]
    city: Mapped[str]
    district: Mapped[str]
    street: Mapped[str]
    postcode: Mapped[str]
    buyer_note: Mapped[str]
    seller_flag: Mapped[str | None]


class OrderLine(InMall, Base):
    """One unit. paid = price - discount; refunded never above paid. aftersale: none | open | done."""

    __tablename__ = "order_lines"
    __table_args__ = (
        in_mall_fk("order_id", "orders"),
        Index(None, "mall_id", "order_id"),
        CheckConstraint(
            "refunded_cents >= 0 AND refunded_cents <= price_cents - discount_cents", name="refund_ceiling"
        ),
        CLUSTERED,
    )
    order_id: Mapped[int]
    variant_id: Mapped[int]
    product_id: Mapped[int]
    title: Mapped[str]
    options: Mapped[dict[str, Any]]
    picture: Mapped[str]
    price_cents: Mapped[int]
    discount_cents: Mapped[int]
    refunded_cents: Mapped[int]
    aftersale: Mapped[str]


class OrderNote(InMall, Base):
    """A seller note (备注) or a colour flag (插旗) put on an order, never overwritten."""

    __tablename__ = "order_notes"
    __table_args__ = (in_mall_fk("order_id", "orders"), Index(None, "mall_id", "order_id"), CLUSTERED)
    order_id: Mapped[int]
    text: Mapped[str]
    flag: Mapped[str | None]
    by: Mapped[str]
    at_ms: Mapped[int]
