"""Promises about time that were broken, and those that were made for one order."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall, in_mall_fk


class OrderPromise(InMall, Base):
    """rule late_dispatch | late_delivery | day_or_free; state open | kept | broken | excused | void.

    The first two have a row from the minute they are broken, the last from the booking of its slot
    (`start_ms`). `broken_ms` is the first instant at which it was broken, none before.
    """

    __tablename__ = "order_promises"
    __table_args__ = (
        in_mall_fk("order_id", "orders"),
        Index(None, "mall_id", "order_id", "rule", unique=True),
        Index(None, "mall_id", "state"),
        CLUSTERED,
    )
    order_id: Mapped[int]
    rule: Mapped[str]
    state: Mapped[str]
    start_ms: Mapped[int]
    due_ms: Mapped[int]
    broken_ms: Mapped[int | None]
