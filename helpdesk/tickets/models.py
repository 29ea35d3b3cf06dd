"""Tickets (工单): work that outlives the chat."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall


class Ticket(InMall, Base):
    """state new | open | pending_customer | pending_third_party | on_hold | resolved | closed | merged
    | cancelled.
    """

    __tablename__ = "tickets"
    __table_args__ = (Index(None, "mall_id", "state"), Index(None, "mall_id", "shopper_id"), CLUSTERED)
    ticket_no: Mapped[str]
    shopper_id: Mapped[int]
    order_id: Mapped[int | None]
    conversation_id: Mapped[int | None]
    category: Mapped[str]
    title: Mapped[str]
    body: Mapped[str]
    priority: Mapped[str]
    state: Mapped[str]
    agent_id: Mapped[int | None]
    opened_ms: Mapped[int]
    opened_desk_ms: Mapped[int]
    remind_ms: Mapped[int | None]
    resolved_ms: Mapped[int | None]
    resolution: Mapped[str | None]
    reopened: Mapped[int]


class TicketNote(InMall, Base):
    __tablename__ = "ticket_notes"
    __table_args__ = (Index(None, "mall_id", "ticket_id"), CLUSTERED)
    ticket_id: Mapped[int]
    by: Mapped[str]
    text: Mapped[str]
    at_ms: Mapped[int]
