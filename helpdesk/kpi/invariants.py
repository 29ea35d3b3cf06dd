"""Every figure can be recomputed from the log."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.events.log import read_log
from core.invariants import Finding, invariant
from helpdesk.chats.models import ChatSession, Turn
from helpdesk.kpi.from_log import KINDS, Recount
from helpdesk.kpi.rules import SessionFact, TurnFact

_S, _T = ChatSession.__table__, Turn.__table__


@invariant("helpdesk.kpi_recount")
def facts_are_what_happened(session: Session, mall_id: int) -> Iterator[Finding]:
    """Stored sessions and turns equal those counted from the log."""
    counted = Recount().read(read_log(session, mall_id, kinds=KINDS))
    db = session.connection()
    sessions = [
        SessionFact(
            r.opened_desk_ms, r.first_reply_desk_ms, r.substantive_desk_ms, r.end, bool(r.invited), r.rating
        )
        for r in db.execute(
            select(_S).where(_S.c.mall_id == mall_id).order_by(_S.c.conversation_id, _S.c.session_no)
        )
    ]
    turns = [
        TurnFact(r.opened_desk_ms, r.answered_desk_ms, r.outcome)
        for r in db.execute(select(_T).where(_T.c.mall_id == mall_id).order_by(_T.c.conversation_id, _T.c.id))
    ]
    if sessions != counted.sessions():
        yield Finding("sessions_differ_from_log", "mall", {"kept": len(sessions)})
    if turns != counted.turns():
        yield Finding("turns_differ_from_log", "mall", {"kept": len(turns)})
