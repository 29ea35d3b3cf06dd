"""The desk's figures, from stored facts."""

from typing import Any

from sqlalchemy import bindparam, func, select

from core.context import Ctx
from helpdesk.chats.models import ChatSession, Conversation, Turn
from helpdesk.chats.rules import ENDED, QUEUED
from helpdesk.kpi.rules import SessionFact, TurnFact, figures

_S, _T, _C = ChatSession.__table__, Turn.__table__, Conversation.__table__
_sessions = (
    select(
        _S.c.opened_desk_ms,
        _S.c.first_reply_desk_ms,
        _S.c.substantive_desk_ms,
        _S.c.end,
        _S.c.invited,
        _S.c.rating,
    )
    .where(_S.c.mall_id == bindparam("mall"))
    .order_by(_S.c.conversation_id, _S.c.session_no)
)
_turns = (
    select(_T.c.opened_desk_ms, _T.c.answered_desk_ms, _T.c.outcome)
    .where(_T.c.mall_id == bindparam("mall"))
    .order_by(_T.c.conversation_id, _T.c.id)
)
_states = (
    select(_C.c.state, func.count().label("n")).where(_C.c.mall_id == bindparam("mall")).group_by(_C.c.state)
)


def session_facts(ctx: Ctx) -> list[SessionFact]:
    """Every session of the mall."""
    rows = ctx.all(_sessions, {"mall": ctx.mall_id})
    return [SessionFact(r[0], r[1], r[2], r[3], bool(r[4]), r[5]) for r in rows]


def turn_facts(ctx: Ctx) -> list[TurnFact]:
    """Every turn of the mall."""
    return [TurnFact(r[0], r[1], r[2]) for r in ctx.all(_turns, {"mall": ctx.mall_id})]


def kpi(ctx: Ctx) -> dict[str, Any]:
    """All figures now, with how many conversations are open and how many wait in the queue."""
    states = {row.state: row.n for row in ctx.all(_states, {"mall": ctx.mall_id})}
    open_now = sum(n for state, n in states.items() if state not in (*ENDED, QUEUED))
    return {
        **figures(session_facts(ctx), turn_facts(ctx)),
        "open": open_now,
        "waiting": states.get(QUEUED, 0),
    }
