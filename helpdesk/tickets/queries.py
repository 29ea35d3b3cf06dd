"""Reads of tickets."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, select

from core.context import Ctx
from core.errors import NotFound
from core.wire import at
from helpdesk.actors import number_of
from helpdesk.tickets.models import Ticket, TicketNote
from helpdesk.tickets.rules import CLOSED
from shop.orders.models import Order
from shop.shoppers.models import Shopper

_T, _N = Ticket.__table__, TicketNote.__table__
_S, _O = Shopper.__table__, Order.__table__
PAGE = 50

_joined = (
    select(_T, _S.c.nick, _O.c.order_no)
    .join(_S, and_(_S.c.mall_id == _T.c.mall_id, _S.c.id == _T.c.shopper_id))
    .outerjoin(_O, and_(_O.c.mall_id == _T.c.mall_id, _O.c.id == _T.c.order_id))
)


def _views(ctx: Ctx, stmt: Select[Any]) -> list[dict[str, Any]]:
    rows = ctx.all(stmt.where(_T.c.mall_id == ctx.mall_id))
    notes = _notes(ctx, [row.id for row in rows])
    return [_view(row, notes.get(row.id, [])) for row in rows]


def _notes(ctx: Ctx, ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    if ids:
        stmt = select(_N).where(_N.c.mall_id == ctx.mall_id, _N.c.ticket_id.in_(ids)).order_by(_N.c.id)
        for row in ctx.all(stmt):
            found.setdefault(row.ticket_id, []).append({"by": row.by, "text": row.text, "at": at(row.at_ms)})
    return found


def _view(row: Any, notes: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": row.id,
        "ticket_no": row.ticket_no,
        "shopper_id": row.shopper_id,
        "shopper_nick": row.nick,
        "order_id": row.order_id,
        "order_no": row.order_no,
        "conversation_id": row.conversation_id,
        "category": row.category,
        "title": row.title,
        "body": row.body,
        "priority": row.priority,
        "state": row.state,
        "agent_id": row.agent_id,
        "opened_at": at(row.opened_ms),
        "opened_desk_ms": row.opened_desk_ms,
        "remind_at": at(row.remind_ms),
        "resolved_at": at(row.resolved_ms),
        "resolution": row.resolution,
        "reopened": row.reopened,
        "notes": notes,
    }


def ticket(ctx: Ctx, *, ticket_id: int) -> dict[str, Any]:
    """One ticket. Raises NotFound."""
    found = _views(ctx, _joined.where(_T.c.id == ticket_id))
    if not found:
        raise NotFound("ticket", id=ticket_id)
    return found[0]


def tickets(ctx: Ctx, *, state: str | None = None, after: int | None = None) -> dict[str, Any]:
    """Tickets, the newest first; `state` narrows."""
    stmt = _joined.order_by(_T.c.id.desc()).limit(PAGE + 1)
    if state:
        stmt = stmt.where(_T.c.state == state)
    if after is not None:
        stmt = stmt.where(_T.c.id < after)
    found = _views(ctx, stmt)
    return {"items": found[:PAGE], "next": found[PAGE - 1]["id"] if len(found) > PAGE else None}


def open_tickets(ctx: Ctx) -> list[dict[str, Any]]:
    """All that are not closed, by id."""
    return _views(ctx, _joined.where(_T.c.state != CLOSED).order_by(_T.c.id))


def of_shopper(ctx: Ctx, shopper_id: int) -> list[dict[str, Any]]:
    """A shopper's tickets, the newest first."""
    return _views(ctx, _joined.where(_T.c.shopper_id == shopper_id).order_by(_T.c.id.desc()))


def of_order(ctx: Ctx, order_id: int) -> list[dict[str, Any]]:
    """Number, title and state of the tickets about an order."""
    stmt = select(_T.c.id, _T.c.ticket_no, _T.c.title, _T.c.state).where(
        _T.c.mall_id == ctx.mall_id, _T.c.order_id == order_id
    )
    return [
        {"id": r.id, "ticket_no": r.ticket_no, "title": r.title, "state": r.state}
        for r in ctx.all(stmt.order_by(_T.c.id))
    ]


def own_tickets(ctx: Ctx) -> dict[str, Any]:
    """The acting shopper's tickets, without what the desk keeps to itself."""
    stmt = (
        select(_T)
        .where(_T.c.mall_id == ctx.mall_id, _T.c.shopper_id == number_of(ctx.actor))
        .order_by(_T.c.id.desc())
        .limit(PAGE)
    )
    return {"items": [own_view(row) for row in ctx.all(stmt)], "next": None}


def own_view(row: Any) -> dict[str, Any]:
    """A tickets row as OwnTicket."""
    return {
        "id": row.id,
        "ticket_no": row.ticket_no,
        "title": row.title,
        "state": row.state,
        "resolution": row.resolution,
        "opened_at": at(row.opened_ms),
    }
