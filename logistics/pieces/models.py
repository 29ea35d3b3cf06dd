"""Pieces under a parent waybill. A shipment of one piece has no row here."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall, in_mall_fk


class ParcelPiece(InMall, Base):
    """`tracking_no`: the parent's with "-1", "-2" …; `state` is a state of parcels."""

    __tablename__ = "parcel_pieces"
    __table_args__ = (
        in_mall_fk("consignment_id", "consignments"),
        Index(None, "mall_id", "consignment_id"),
        CLUSTERED,
    )
    consignment_id: Mapped[int]
    piece_no: Mapped[int]
    tracking_no: Mapped[str]
    weight_g: Mapped[int]
    state: Mapped[str]
    last_scan_ms: Mapped[int]
