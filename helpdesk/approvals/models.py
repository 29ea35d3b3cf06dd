"""What is above an agent's limit waits here for a lead; the action runs once, on grant."""

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall


class Approval(InMall, Base):
    """state requested | granted | declined | expired.

    `verb` and `args` name the action that runs on grant.
    """

    __tablename__ = "approvals"
    __table_args__ = (Index(None, "mall_id", "state"), CLUSTERED)
    verb: Mapped[str]
    args: Mapped[dict[str, Any]]
    amount_cents: Mapped[int]
    order_id: Mapped[int | None]
    conversation_id: Mapped[int | None]
    reason: Mapped[str]
    requested_by: Mapped[str]
    requested_desk_ms: Mapped[int]
    state: Mapped[str]
    decided_by: Mapped[str | None]
    decided_desk_ms: Mapped[int | None]
    decision_note: Mapped[str | None]
