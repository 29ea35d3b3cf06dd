"""The packing bench's book: waves of picking and every order on its way through."""

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


class BenchOrder(InMall, Base):
    """How far an order has come at the bench, from the trolley to the carrier's van.

    `scanned`: units in the carton, as [[variant_id, count]]. `wrong`: what lies in it that was not ordered,
    as [[ordered variant, packed variant]]. `expected_g` is reckoned, `scale_g` is what the scales show,
    `weight_g` what was written down. The tracking number is reserved for `consignment_id`; the parcel itself
    exists from `shipped` on. What it was packed in is logistics' book (`packings`, by the order's reference).
    """

    __tablename__ = "bench_orders"
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
    scanned: Mapped[list[Any]]
    wrong: Mapped[list[Any]]
    pieces: Mapped[int]
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
