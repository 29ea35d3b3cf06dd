"""The packing bench's book: waves of picking, one packing an order, manifests."""

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall, in_mall_fk


class Wave(InMall, Base):
    """Orders picked together. `lines`: what lies where and how much of it is in the trolley, as
    [{variant_id, location, wanted, picked}], sorted by location. state open | picked.
    """

    __tablename__ = "waves"
    __table_args__ = (Index(None, "mall_id", "state"), CLUSTERED)
    state: Mapped[str]
    order_ids: Mapped[list[Any]]
    lines: Mapped[list[Any]]
    made_by: Mapped[str]
    made_ms: Mapped[int]
    picked_ms: Mapped[int | None]


class Packing(InMall, Base):
    """How one order was packed, weighed, labelled and handed over. Weights are grams, amounts cents.

    `packed`: units in the carton, as [[variant_id, count]]. `wrong`: what lies in it that was not ordered,
    as [[ordered variant, packed variant]]. `scale_g` is what the scales show, `weight_g` what was written
    down. The tracking number is reserved for `consignment_id`; the parcel itself exists from `shipped` on.
    """

    __tablename__ = "packings"
    __table_args__ = (
        in_mall_fk("order_id", "orders"),
        Index(None, "mall_id", "order_id"),
        Index(None, "mall_id", "state"),
        CLUSTERED,
    )
    order_id: Mapped[int]
    wave_id: Mapped[int | None]
    state: Mapped[str]
    by: Mapped[str]
    packed: Mapped[list[Any]]
    wrong: Mapped[list[Any]]
    carton: Mapped[str | None]
    materials: Mapped[list[Any]]
    box_cents: Mapped[int]
    odds_ppm: Mapped[int | None]
    expected_g: Mapped[int | None]
    scale_g: Mapped[int | None]
    weight_g: Mapped[int | None]
    weight_reason: Mapped[str | None]
    carrier_id: Mapped[int | None]
    consignment_id: Mapped[int | None]
    tracking_no: Mapped[str | None]
    form: Mapped[dict[str, Any]]
    fee_cents: Mapped[int | None]
    prints: Mapped[int]
    made_ms: Mapped[int]
    packed_ms: Mapped[int | None]
    weighed_ms: Mapped[int | None]
    labelled_ms: Mapped[int | None]
    shipped_ms: Mapped[int | None]
    manifest_id: Mapped[int | None]


class Manifest(InMall, Base):
    """The list a carrier's driver signs: parcels of one carrier handed over together."""

    __tablename__ = "manifests"
    __table_args__ = (in_mall_fk("carrier_id", "carriers"), CLUSTERED)
    number: Mapped[str]
    carrier_id: Mapped[int]
    parcels: Mapped[int]
    weight_g: Mapped[int]
    made_by: Mapped[str]
    made_ms: Mapped[int]
