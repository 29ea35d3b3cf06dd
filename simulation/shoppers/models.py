"""The cases of an exercise as they live in one mall, and the mind of the shopper in each."""

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall


class Case(InMall, Base):
    """state planned | waiting | talking | ended. `mind` is the shopper's state, `brief` what is true and
    wanted (hidden).
    """

    __tablename__ = "cases"
    __table_args__ = (
        Index(None, "mall_id", "shopper_id"),
        Index(None, "mall_id", "conversation_id"),
        CLUSTERED,
    )
    code: Mapped[str]
    truth: Mapped[str]
    persona: Mapped[str]
    shopper_id: Mapped[int]
    order_id: Mapped[int]
    conversation_id: Mapped[int | None]
    arrival_desk_ms: Mapped[int]
    state: Mapped[str]
    brief: Mapped[dict[str, Any]]
    mind: Mapped[dict[str, Any]]
    outcome: Mapped[str | None]
    played_by_human: Mapped[bool]
