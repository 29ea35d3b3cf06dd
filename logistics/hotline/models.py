"""Calls to carriers' hotlines."""

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall, in_mall_fk


class HotlineCall(InMall, Base):
    """state waiting | answered. The answer is a code and its params; words are made by the reader."""

    __tablename__ = "hotline_calls"
    __table_args__ = (
        in_mall_fk("carrier_id", "carriers"),
        Index(None, "mall_id", "tracking_no"),
        CLUSTERED,
    )
    carrier_id: Mapped[int]
    tracking_no: Mapped[str]
    state: Mapped[str]
    asked_by: Mapped[str]
    asked_ms: Mapped[int]
    answered_ms: Mapped[int | None]
    answer_code: Mapped[str | None]
    answer_params: Mapped[dict[str, Any]]
