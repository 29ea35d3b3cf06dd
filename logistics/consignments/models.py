"""Consignments (one waybill each) and the scans that tell where they are."""

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall, in_mall_fk


class Consignment(InMall, Base):
    """`reference` names what the sender calls it (for example "order:17"); logistics never looks inside.

    `held_ms`: since when it is kept at the sender's wish. `insured_cents`: declared value, none when not
    insured. `return_of`: the parcel whose goods this one brings back.
    """

    __tablename__ = "consignments"
    __table_args__ = (
        in_mall_fk("carrier_id", "carriers"),
        Index(None, "mall_id", "reference"),
        Index(None, "mall_id", "tracking_no", unique=True),
        Index(None, "mall_id", "state"),
        CLUSTERED,
    )
    reference: Mapped[str]
    carrier_id: Mapped[int]
    tracking_no: Mapped[str]
    state: Mapped[str]
    exception: Mapped[str | None]
    blame: Mapped[str | None]
    addressee: Mapped[str]
    phone: Mapped[str]
    province: Mapped[str]
    city: Mapped[str]
    district: Mapped[str]
    street: Mapped[str]
    pieces: Mapped[int]
    weight_g: Mapped[int]
    fee_cents: Mapped[int]
    origin_hub_id: Mapped[int]
    dest_hub_id: Mapped[int]
    created_ms: Mapped[int]
    collected_ms: Mapped[int | None]
    signed_ms: Mapped[int | None]
    signed_by: Mapped[str | None]
    eta_ms: Mapped[int | None]
    last_scan_ms: Mapped[int | None]
    last_hub_id: Mapped[int | None]
    held_ms: Mapped[int | None]
    insured_cents: Mapped[int | None]
    return_of: Mapped[int | None]


class Scan(InMall, Base):
    """One tracking entry. Words are made by the reader from `code` and `params`; none are stored."""

    __tablename__ = "scans"
    __table_args__ = (
        in_mall_fk("consignment_id", "consignments"),
        Index(None, "mall_id", "consignment_id", "at_ms"),
        CLUSTERED,
    )
    consignment_id: Mapped[int]
    at_ms: Mapped[int]
    code: Mapped[str]
    hub_id: Mapped[int | None]
    params: Mapped[dict[str, Any]]
