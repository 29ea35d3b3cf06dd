"""The book of what parcels were packed in."""

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall


class Packing(InMall, Base):
    """One piece of a parcel. `reference` is the sender's name for the whole, `refs` for what is in the piece;
    `shown` is how people call the whole (an order number), as labels and manifests say it.

    `consignment_id` is filled in when the label is made. Weight is gross, sizes are outer ones.
    """

    __tablename__ = "packings"
    __table_args__ = (
        Index(None, "mall_id", "reference"),
        Index(None, "mall_id", "consignment_id"),
        CLUSTERED,
    )
    reference: Mapped[str]
    shown: Mapped[str]
    piece: Mapped[int]
    pieces: Mapped[int]
    refs: Mapped[list[Any]]
    carton: Mapped[str]
    materials: Mapped[dict[str, Any]]
    marks: Mapped[list[Any]]
    note: Mapped[str]
    weight_g: Mapped[int]
    length_mm: Mapped[int]
    width_mm: Mapped[int]
    height_mm: Mapped[int]
    cost_cents: Mapped[int]
    damage_permille: Mapped[int]
    consignment_id: Mapped[int | None]
    packed_by: Mapped[str]
    packed_ms: Mapped[int]
