"""Coupons a shopper holds."""

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall, in_mall_fk


class Coupon(InMall, Base):
    """kind goodwill | welcome | ...; state granted | used | expired. `order_id`: the order it makes good
    for.
    """

    __tablename__ = "coupons"
    __table_args__ = (
        in_mall_fk("shopper_id", "shoppers"),
        Index(None, "mall_id", "shopper_id"),
        CheckConstraint("amount_cents > 0", name="positive"),
        CLUSTERED,
    )
    shopper_id: Mapped[int]
    order_id: Mapped[int | None]
    kind: Mapped[str]
    amount_cents: Mapped[int]
    threshold_cents: Mapped[int]
    state: Mapped[str]
    granted_by: Mapped[str]
    granted_ms: Mapped[int]
    expires_ms: Mapped[int]
