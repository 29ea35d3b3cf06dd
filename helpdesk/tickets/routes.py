"""Tickets over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from core.http import DeskCommand, DeskRead, ShopRead
from helpdesk.tickets import bodies as B
from helpdesk.tickets import queries
from helpdesk.tickets import schemas as S

router = APIRouter()
DESK = "/api/desk/{seat}/tickets"
Id = Annotated[int, Path(ge=1, le=2**53 - 1)]
After = Annotated[int | None, Query(ge=1, le=2**53 - 1)]
State = Annotated[str | None, Query(max_length=40, pattern=r"^[a-z_]+$")]


@router.get(DESK, response_model=S.TicketPage, tags=["desk"])
async def tickets(read: DeskRead, state: State = None, after: After = None) -> Response:
    """Tickets, the newest first."""
    return await read(queries.tickets, state=state, after=after)


@router.post(DESK, status_code=201, response_model=S.TicketView, tags=["desk"])
async def open_ticket(body: B.OpenTicket, call: DeskCommand) -> Response:
    """Write down work that outlives the chat."""
    return await call("helpdesk.open_ticket", status=201, **body.model_dump())


@router.get(DESK + "/{ticket_id}", response_model=S.TicketView, tags=["desk"])
async def ticket(ticket_id: Id, read: DeskRead) -> Response:
    """One ticket."""
    return await read(queries.ticket, ticket_id=ticket_id)


@router.post(DESK + "/{ticket_id}/notes", status_code=201, response_model=S.TicketView, tags=["desk"])
async def note(ticket_id: Id, body: B.Note, call: DeskCommand) -> Response:
    """Add a remark."""
    return await call("helpdesk.note_ticket", status=201, ticket_id=ticket_id, text=body.text)


@router.post(DESK + "/{ticket_id}/hold", response_model=S.TicketView, tags=["desk"])
async def hold(ticket_id: Id, body: B.Hold, call: DeskCommand) -> Response:
    """Put it aside until a time."""
    return await call("helpdesk.hold_ticket", ticket_id=ticket_id, remind_minutes=body.remind_minutes)


@router.post(DESK + "/{ticket_id}/pend", response_model=S.TicketView, tags=["desk"])
async def pend(ticket_id: Id, body: B.Pend, call: DeskCommand) -> Response:
    """It waits for somebody else."""
    return await call("helpdesk.pend_ticket", ticket_id=ticket_id, on=body.on)


@router.post(DESK + "/{ticket_id}/go-on", response_model=S.TicketView, tags=["desk"])
async def go_on(ticket_id: Id, call: DeskCommand) -> Response:
    """Take up again what waited."""
    return await call("helpdesk.go_on_with_ticket", ticket_id=ticket_id)


@router.post(DESK + "/{ticket_id}/resolve", response_model=S.TicketView, tags=["desk"])
async def resolve(ticket_id: Id, body: B.Resolve, call: DeskCommand) -> Response:
    """The work is done."""
    return await call("helpdesk.resolve_ticket", ticket_id=ticket_id, resolution=body.resolution)


@router.post(DESK + "/{ticket_id}/reopen", response_model=S.TicketView, tags=["desk"])
async def reopen(ticket_id: Id, call: DeskCommand) -> Response:
    """It was not solved after all."""
    return await call("helpdesk.reopen_ticket", ticket_id=ticket_id)


@router.get("/api/shop/{seat}/tickets", response_model=S.OwnTicketPage, tags=["shop"])
async def own_tickets(read: ShopRead) -> Response:
    """The shopper's tickets, without what the desk keeps to itself."""
    return await read(queries.own_tickets)
