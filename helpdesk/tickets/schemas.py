"""Tickets on the wire."""

from pydantic import BaseModel, ConfigDict


class TicketNoteView(BaseModel):
    """An internal remark on a ticket."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    by: str
    text: str
    at: str


class TicketView(BaseModel):
    """A ticket as the desk sees it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: int
    ticket_no: str
    shopper_id: int
    shopper_nick: str
    order_id: int | None
    order_no: str | None
    conversation_id: int | None
    category: str
    title: str
    body: str
    priority: str
    state: str
    agent_id: int | None
    opened_at: str
    opened_desk_ms: int
    remind_at: str | None
    resolved_at: str | None
    resolution: str | None
    reopened: int
    notes: list[TicketNoteView]


class OwnTicket(BaseModel):
    """A ticket as its shopper sees it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: int
    ticket_no: str
    title: str
    state: str
    resolution: str | None
    opened_at: str


class TicketPage(BaseModel):
    """Tickets in a list."""

    items: list[TicketView]
    next: int | None


class OwnTicketPage(BaseModel):
    """A shopper's tickets in a list."""

    items: list[OwnTicket]
    next: int | None
