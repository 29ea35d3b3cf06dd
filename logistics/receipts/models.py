"""What the warehouse found when it opened parcels that came back."""

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall, in_mall_fk


class Receipt(InMall, Base):
    """condition intact | wet | crushed | opened; `articles` as [{ref, verdict, count}], verdict sellable |
    damaged | wrong_item | missing_part | missing.
    """

    __tablename__ = "receipts"
    __table_args__ = (
        in_mall_fk("consignment_id", "consignments"),
        Index(None, "mall_id", "consignment_id", unique=True),
        CLUSTERED,
    )
    consignment_id: Mapped[int]
    reference: Mapped[str]
    condition: Mapped[str]
    pieces: Mapped[int]
    articles: Mapped[list[Any]]
    note: Mapped[str]
    received_by: Mapped[str]
    received_ms: Mapped[int]
