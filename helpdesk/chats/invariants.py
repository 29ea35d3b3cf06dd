"""What must be true of conversations at any time."""

from collections.abc import Iterator

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from core.invariants import Finding, invariant
from helpdesk.chats.models import ChatSession, Conversation, Message, Turn
from helpdesk.chats.rules import ENDED, QUEUED, STATES

_C, _M, _T, _S = Conversation.__table__, Message.__table__, Turn.__table__, ChatSession.__table__


@invariant("helpdesk.one_open_conversation")
def one_open_conversation(session: Session, mall_id: int) -> Iterator[Finding]:
    """A shopper has at most one conversation that has not ended."""
    stmt = (
        select(_C.c.shopper_id, func.count().label("n"))
        .where(_C.c.mall_id == mall_id, _C.c.state.not_in(ENDED))
        .group_by(_C.c.shopper_id)
        .having(func.count() > 1)
    )
    for row in session.connection().execute(stmt):
        yield Finding("several_open_conversations", f"shopper:{row.shopper_id}", {"count": row.n})


@invariant("helpdesk.conversation_states")
def states_and_owners(session: Session, mall_id: int) -> Iterator[Finding]:
    """States are known; who is handled has an agent and who queues has none; what ended knows when."""
    for row in session.connection().execute(select(_C).where(_C.c.mall_id == mall_id).order_by(_C.c.id)):
        subject = f"conversation:{row.id}"
        if row.state not in STATES:
            yield Finding("state_unknown", subject, {"state": row.state})
        elif row.state == QUEUED and row.agent_id is not None:
            yield Finding("queued_with_agent", subject, {"agent_id": row.agent_id})
        elif row.state not in (QUEUED, *ENDED) and row.agent_id is None:
            yield Finding("handled_by_nobody", subject, {"state": row.state})
        if (row.state in ENDED) != (row.closed_desk_ms is not None):
            yield Finding("end_and_time_disagree", subject, {"state": row.state})


@invariant("helpdesk.unread")
def unread_is_a_count(session: Session, mall_id: int) -> Iterator[Finding]:
    """Unread is the number of shopper messages of the session after the agent's read mark."""
    counted = (
        select(_C.c.id, _C.c.unread, func.count(_M.c.id).label("n"))
        .outerjoin(
            _M,
            and_(
                _M.c.mall_id == _C.c.mall_id,
                _M.c.conversation_id == _C.c.id,
                _M.c.session_no == _C.c.session_no,
                _M.c.author.like("shopper:%"),
                or_(_C.c.agent_read_id.is_(None), _M.c.id > _C.c.agent_read_id),
            ),
        )
        .where(_C.c.mall_id == mall_id)
        .group_by(_C.c.id, _C.c.unread)
        .order_by(_C.c.id)
    )
    for row in session.connection().execute(counted):
        if row.unread != row.n:
            yield Finding(
                "unread_miscounted", f"conversation:{row.id}", {"kept": row.unread, "counted": row.n}
            )


@invariant("helpdesk.turns")
def turns_are_consistent(session: Session, mall_id: int) -> Iterator[Finding]:
    """One open turn exactly where a shopper waits;

    answered ones have an answer, not before the question.
    """
    db = session.connection()
    open_turns: dict[int, int] = {}
    for turn in db.execute(select(_T).where(_T.c.mall_id == mall_id).order_by(_T.c.id)):
        if turn.outcome == "open":
            open_turns[turn.conversation_id] = open_turns.get(turn.conversation_id, 0) + 1
        answered = turn.answered_desk_ms is not None
        if answered != (turn.outcome == "answered"):
            yield Finding("turn_outcome_wrong", f"turn:{turn.id}", {"outcome": turn.outcome})
        elif answered and turn.answered_desk_ms < turn.opened_desk_ms:
            yield Finding("answered_before_asked", f"turn:{turn.id}")
    stmt = select(_C.c.id, _C.c.waiting_since_desk_ms).where(_C.c.mall_id == mall_id).order_by(_C.c.id)
    for row in db.execute(stmt):
        if open_turns.get(row.id, 0) != (row.waiting_since_desk_ms is not None):
            yield Finding("waiting_and_turn_disagree", f"conversation:{row.id}")


@invariant("helpdesk.sessions")
def sessions_are_complete(session: Session, mall_id: int) -> Iterator[Finding]:
    """Every session of a conversation has its row, and message counts are recounts."""
    db = session.connection()
    rows = {
        (r.conversation_id, r.session_no): r for r in db.execute(select(_S).where(_S.c.mall_id == mall_id))
    }
    for row in db.execute(select(_C.c.id, _C.c.session_no).where(_C.c.mall_id == mall_id).order_by(_C.c.id)):
        for number in range(1, row.session_no + 1):
            if (row.id, number) not in rows:
                yield Finding("session_missing", f"conversation:{row.id}", {"session_no": number})
    stmt = (
        select(_M.c.conversation_id, _M.c.session_no, func.count().label("n"))
        .where(_M.c.mall_id == mall_id, _M.c.author.like("shopper:%"))
        .group_by(_M.c.conversation_id, _M.c.session_no)
    )
    for row in db.execute(stmt):
        kept = rows.get((row.conversation_id, row.session_no))
        if kept is not None and kept.shopper_messages != row.n:
            yield Finding(
                "messages_miscounted",
                f"conversation:{row.conversation_id}",
                {"kept": kept.shopper_messages, "counted": row.n},
            )
