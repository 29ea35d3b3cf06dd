"""What is announced about tickets. The desk gets the view; the shopper only what concerns them."""

from typing import ClassVar

from core.events.base import Event
from helpdesk.tickets.schemas import TicketView


class OfTicket(Event):
    """An event of a ticket, for the desk."""

    ticket: TicketView

    def subject(self) -> str:
        return f"ticket:{self.ticket.id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)


class TicketOpened(OfTicket):
    """Work that outlives the chat was written down."""

    kind: ClassVar[str] = "helpdesk.ticket.opened"


class TicketChanged(OfTicket):
    """It waits for somebody, or goes on."""

    kind: ClassVar[str] = "helpdesk.ticket.changed"


class TicketNoted(OfTicket):
    """Somebody added a remark."""

    kind: ClassVar[str] = "helpdesk.ticket.noted"


class TicketResolved(OfTicket):
    """The work is done, with what came of it."""

    kind: ClassVar[str] = "helpdesk.ticket.resolved"


class TicketClosed(OfTicket):
    """Nobody came back within three days: it is closed for good."""

    kind: ClassVar[str] = "helpdesk.ticket.closed"


class TicketReopened(OfTicket):
    """It was not solved after all."""

    kind: ClassVar[str] = "helpdesk.ticket.reopened"


class TicketShared(Event):
    """What the shopper may know of their ticket changed."""

    kind: ClassVar[str] = "helpdesk.ticket.shared"
    ticket_id: int
    shopper_id: int
    ticket_no: str
    title: str
    state: str
    resolution: str | None

    def subject(self) -> str:
        return f"ticket:{self.ticket_id}"

    def audience(self) -> tuple[str, ...]:
        return (f"shopper:{self.shopper_id}",)
