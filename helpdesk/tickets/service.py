"""Tickets are opened, remarked on, put aside, resolved and opened again."""

from typing import Any

from core.commands import command
from core.context import Ctx
from core.errors import Invalid
from core.timers import due_action
from core.wire import at
from helpdesk.actors import number_of
from helpdesk.tickets import rules
from helpdesk.tickets.events import (
    OfTicket,
    TicketChanged,
    TicketClosed,
    TicketNoted,
    TicketOpened,
    TicketReopened,
    TicketResolved,
    TicketShared,
)
from helpdesk.tickets.models import Ticket, TicketNote
from helpdesk.tickets.queries import ticket
from helpdesk.tickets.schemas import TicketView
from shop.orders.models import Order
from shop.shoppers.models import Shopper

MINUTE_MS = 60_000


@command("helpdesk.open_ticket", actors={"agent", "lead"})
def open_ticket(
    ctx: Ctx,
    *,
    shopper_id: int,
    title: str,
    body: str,
    category: str = "other",
    priority: str = "normal",
    order_id: int | None = None,
    conversation_id: int | None = None,
) -> dict[str, Any]:
    """Writes down work that outlives the chat; who opens it has it. Records TicketOpened and TicketShared.

    Raises NotFound (shopper; order of somebody else), Invalid for an empty or overlong title or body.
    """
    ctx.get(Shopper, shopper_id)
    if order_id is not None and ctx.get(Order, order_id).shopper_id != shopper_id:
        raise Invalid("order_of_somebody_else")
    if priority not in rules.PRIORITIES:
        raise Invalid("ticket_priority_unknown")
    ticket_id = ctx.next_id("tickets")
    ctx.insert(
        Ticket,
        id=ticket_id,
        ticket_no=rules.number(at(ctx.mall_ms)[:10].replace("-", ""), ticket_id),
        shopper_id=shopper_id,
        order_id=order_id,
        conversation_id=conversation_id,
        category=rules.checked_code(category),
        title=rules.checked(title, rules.LONGEST_TITLE, "ticket_title"),
        body=rules.checked(body, rules.LONGEST_TEXT, "ticket_body"),
        priority=priority,
        state=rules.move(rules.NEW, "take", "agent"),
        agent_id=number_of(ctx.actor),
        opened_ms=ctx.mall_ms,
        opened_desk_ms=ctx.desk_ms,
        remind_ms=None,
        resolved_ms=None,
        resolution=None,
        reopened=0,
    )
    return _announce(ctx, ticket_id, TicketOpened, share=True)


@command("helpdesk.note_ticket", actors={"agent", "lead"})
def note_ticket(ctx: Ctx, *, ticket_id: int, text: str) -> dict[str, Any]:
    """Adds a remark only the desk reads. Records TicketNoted."""
    ctx.get(Ticket, ticket_id)
    ctx.insert(
        TicketNote,
        ticket_id=ticket_id,
        by=ctx.actor,
        text=rules.checked(text, rules.LONGEST_TEXT, "ticket_note"),
        at_ms=ctx.mall_ms,
    )
    return _announce(ctx, ticket_id, TicketNoted)


@command("helpdesk.hold_ticket", actors={"agent", "lead"})
def hold_ticket(ctx: Ctx, *, ticket_id: int, remind_minutes: int) -> dict[str, Any]:
    """Puts it aside until a time of the mall, when it opens again by itself. Records TicketChanged.

    Raises IllegalTransition, Invalid `remind_minutes_out_of_range`.
    """
    if not 1 <= remind_minutes <= rules.LONGEST_HOLD_MINUTES:
        raise Invalid("remind_minutes_out_of_range", limit=rules.LONGEST_HOLD_MINUTES)
    remind_ms = ctx.mall_ms + remind_minutes * MINUTE_MS
    _move(ctx, ticket_id, "hold", remind_ms=remind_ms)
    ctx.schedule(
        "helpdesk.ticket_reminder", due=remind_ms, axis="mall", key=_key(ticket_id), ticket_id=ticket_id
    )
    return _announce(ctx, ticket_id, TicketChanged)


@command("helpdesk.pend_ticket", actors={"agent", "lead"})
def pend_ticket(ctx: Ctx, *, ticket_id: int, on: str) -> dict[str, Any]:
    """It waits for the customer or for a third party.

    Records TicketChanged. Raises IllegalTransition, Invalid.
    """
    if on not in rules.PENDING:
        raise Invalid("pending_on_unknown")
    _move(ctx, ticket_id, f"pend_{on}", remind_ms=None)
    return _announce(ctx, ticket_id, TicketChanged)


@command("helpdesk.go_on_with_ticket", actors={"agent", "lead"})
def go_on_with_ticket(ctx: Ctx, *, ticket_id: int) -> dict[str, Any]:
    """Takes up again what waited. Records TicketChanged. Raises IllegalTransition."""
    _move(ctx, ticket_id, "go_on", remind_ms=None)
    return _announce(ctx, ticket_id, TicketChanged)


@command("helpdesk.resolve_ticket", actors={"agent", "lead"})
def resolve_ticket(ctx: Ctx, *, ticket_id: int, resolution: str) -> dict[str, Any]:
    """The work is done; after three days of the mall it closes. Records TicketResolved and TicketShared.

    Raises IllegalTransition, Invalid `ticket_resolution_empty`.
    """
    said = rules.checked(resolution, rules.LONGEST_TEXT, "ticket_resolution")
    _move(ctx, ticket_id, "resolve", remind_ms=None, resolved_ms=ctx.mall_ms, resolution=said)
    wait = int(ctx.setting("ticket_auto_close_ms", rules.AUTO_CLOSE_MS))
    ctx.schedule(
        "helpdesk.ticket_auto_close",
        due=ctx.mall_ms + wait,
        axis="mall",
        key=_key(ticket_id),
        ticket_id=ticket_id,
    )
    return _announce(ctx, ticket_id, TicketResolved, share=True)


@command("helpdesk.reopen_ticket", actors={"agent", "lead"})
def reopen_ticket(ctx: Ctx, *, ticket_id: int) -> dict[str, Any]:
    """It was not solved after all. Records TicketReopened and TicketShared. Raises IllegalTransition."""
    row = ctx.get(Ticket, ticket_id)
    _move(ctx, ticket_id, "reopen", resolved_ms=None, resolution=None, reopened=row.reopened + 1)
    return _announce(ctx, ticket_id, TicketReopened, share=True)


@due_action("helpdesk.ticket_reminder")
def remind(ctx: Ctx, payload: dict[str, Any]) -> None:
    """The time that was set has come. Records TicketChanged."""
    row = ctx.get(Ticket, payload["ticket_id"])
    if row.state == rules.ON_HOLD:
        ctx.update(Ticket, row.id, state=rules.move(row.state, "remind", "timer"))
        _announce(ctx, row.id, TicketChanged)


@due_action("helpdesk.ticket_auto_close")
def auto_close(ctx: Ctx, payload: dict[str, Any]) -> None:
    """Nobody came back. Records TicketClosed and TicketShared."""
    row = ctx.get(Ticket, payload["ticket_id"])
    if row.state == rules.RESOLVED:
        ctx.update(Ticket, row.id, state=rules.move(row.state, "close", "timer"))
        _announce(ctx, row.id, TicketClosed, share=True)


def _move(ctx: Ctx, ticket_id: int, action: str, **values: Any) -> None:
    row = ctx.get(Ticket, ticket_id)
    ctx.update(Ticket, ticket_id, state=rules.move(row.state, action, "agent"), **values)
    ctx.cancel(_key(ticket_id))


def _announce(ctx: Ctx, ticket_id: int, event: type[OfTicket], *, share: bool = False) -> dict[str, Any]:
    view = ticket(ctx, ticket_id=ticket_id)
    ctx.record(event(ticket=TicketView(**view)))
    if share:
        ctx.record(
            TicketShared(
                ticket_id=ticket_id,
                shopper_id=view["shopper_id"],
                ticket_no=view["ticket_no"],
                title=view["title"],
                state=view["state"],
                resolution=view["resolution"],
            )
        )
    return view


def _key(ticket_id: int) -> str:
    return f"ticket:{ticket_id}"
