"""Small payouts (小额打款): freight, difference or goodwill, outside the refund ceiling, capped per order."""

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall, in_mall_fk


class Payout(InMall, Base):
    """state requested | approved | paid | declined."""

    __tablename__ = "payouts"
    __table_args__ = (
        in_mall_fk("order_id", "orders"),
        Index(None, "mall_id", "order_id"),
        CheckConstraint("amount_cents > 0", name="positive"),
        CLUSTERED,
    )
    order_id: Mapped[int]
    shopper_id: Mapped[int]
    amount_cents: Mapped[int]
    reason: Mapped[str]
    state: Mapped[str]
    requested_by: Mapped[str]
    approved_by: Mapped[str | None]
    requested_ms: Mapped[int]
    paid_ms: Mapped[int | None]
