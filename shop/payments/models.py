"""Money in and money back."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall, in_mall_fk


class Payment(InMall, Base):
    __tablename__ = "payments"
    __table_args__ = (in_mall_fk("order_id", "orders"), Index(None, "mall_id", "order_id"), CLUSTERED)
    order_id: Mapped[int]
    method: Mapped[str]
    state: Mapped[str]
    amount_cents: Mapped[int]
    created_ms: Mapped[int]
    captured_ms: Mapped[int | None]


class Refund(InMall, Base):
    """state requested | approved | processing | succeeded | failed. Sums not failed never exceed what was
    captured.
    """

    __tablename__ = "refunds"
    __table_args__ = (in_mall_fk("order_id", "orders"), Index(None, "mall_id", "order_id"), CLUSTERED)
    order_id: Mapped[int]
    return_id: Mapped[int | None]
    state: Mapped[str]
    reason: Mapped[str]
    amount_cents: Mapped[int]
    requested_ms: Mapped[int]
    succeeded_ms: Mapped[int | None]


class RefundLine(InMall, Base):
    __tablename__ = "refund_lines"
    __table_args__ = (
        in_mall_fk("refund_id", "refunds"),
        in_mall_fk("line_id", "order_lines"),
        Index(None, "mall_id", "refund_id"),
        CLUSTERED,
    )
    refund_id: Mapped[int]
    line_id: Mapped[int]
    amount_cents: Mapped[int]
