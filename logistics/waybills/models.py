"""The register of printed labels, and hand-overs to carriers."""

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall, in_mall_fk


class LabelPrint(InMall, Base):
    """One print of a parcel's label: who, when, how large, the how-manieth, and why if not the first.

    A label may be printed before its parcel exists: the number is reserved, so there is no foreign key.
    """

    __tablename__ = "label_prints"
    __table_args__ = (Index(None, "mall_id", "tracking_no"), CLUSTERED)
    consignment_id: Mapped[int]
    reference: Mapped[str]
    tracking_no: Mapped[str]
    size: Mapped[str]
    copy: Mapped[int]
    reason: Mapped[str | None]
    printed_by: Mapped[str]
    printed_ms: Mapped[int]


class Manifest(InMall, Base):
    """Parcels handed over to a carrier together; `lines` as they stood then, in print order."""

    __tablename__ = "manifests"
    __table_args__ = (in_mall_fk("carrier_id", "carriers"), CLUSTERED)
    manifest_no: Mapped[str]
    carrier_id: Mapped[int]
    lines: Mapped[list[Any]]
    parcels: Mapped[int]
    pieces: Mapped[int]
    weight_g: Mapped[int]
    fee_cents: Mapped[int]
    made_by: Mapped[str]
    made_ms: Mapped[int]
