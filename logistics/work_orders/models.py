"""Work orders put to a carrier: chase, intercept, redirect, proof of delivery, lost."""

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall, in_mall_fk


class CourierWorkOrder(InMall, Base):
    """`asked`: what is wanted, for a redirect the new address (province, city, district, street)."""

    __tablename__ = "courier_work_orders"
    __table_args__ = (
        in_mall_fk("consignment_id", "consignments"),
        Index(None, "mall_id", "consignment_id"),
        CLUSTERED,
    )
    consignment_id: Mapped[int]
    kind: Mapped[str]
    state: Mapped[str]
    opened_by: Mapped[str]
    opened_ms: Mapped[int]
    note: Mapped[str]
    answered_ms: Mapped[int | None]
    answer_code: Mapped[str | None]
    answer_params: Mapped[dict[str, Any]]
    asked: Mapped[dict[str, Any] | None]
