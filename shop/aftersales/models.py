"""Return requests: what the shopper asks back, and how far it has come."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall, in_mall_fk


class ReturnRequest(InMall, Base):
    """kind refund_only | return_refund; path not_dispatched | in_transit | received, as last decided."""

    __tablename__ = "return_requests"
    __table_args__ = (
        in_mall_fk("order_id", "orders"),
        Index(None, "mall_id", "order_id"),
        Index(None, "mall_id", "state"),
        CLUSTERED,
    )
    order_id: Mapped[int]
    shopper_id: Mapped[int]
    kind: Mapped[str]
    path: Mapped[str]
    state: Mapped[str]
    reason: Mapped[str]
    amount_cents: Mapped[int]
    requested_by: Mapped[str]
    requested_ms: Mapped[int]
    decided_ms: Mapped[int | None]
    closed_ms: Mapped[int | None]
    refusal_reason: Mapped[str | None]
    refusal_text: Mapped[str | None]
