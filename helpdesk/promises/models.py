"""What an agent's messages were understood to say, and the promises found in them."""

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall


class Reading(InMall, Base):
    """One agent message as understood: acts and statements, each statement with its verdict and the record
    behind it.

    `id` is the message's id.
    """

    __tablename__ = "readings"
    __table_args__ = (Index(None, "mall_id", "conversation_id"), CLUSTERED)
    conversation_id: Mapped[int]
    acts: Mapped[list[Any]]
    statements: Mapped[list[Any]]


class Promise(InMall, Base):
    """state open | kept | late | broken. `due_axis` desk for spans under 2 h, else mall."""

    __tablename__ = "promises"
    __table_args__ = (
        Index(None, "mall_id", "conversation_id"),
        Index(None, "mall_id", "shopper_id"),
        CLUSTERED,
    )
    conversation_id: Mapped[int]
    shopper_id: Mapped[int]
    order_id: Mapped[int | None]
    message_id: Mapped[int]
    agent_id: Mapped[int]
    what: Mapped[str]
    due_axis: Mapped[str]
    due_ms: Mapped[int]
    state: Mapped[str]
    settled_ms: Mapped[int | None]
