"""What must be true of promises."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.invariants import Finding, invariant
from helpdesk.promises.models import Promise, Reading
from helpdesk.promises.rules import BROKEN, KEPT, LATE, OPEN

_P, _R = Promise.__table__, Reading.__table__


@invariant("helpdesk.promises")
def states_follow_the_deadline(session: Session, mall_id: int) -> Iterator[Finding]:
    """Kept by the deadline, late or broken after it, open ones unsettled;

    each comes from a message that was read.
    """
    db = session.connection()
    read = set(db.execute(select(_R.c.id).where(_R.c.mall_id == mall_id)).scalars())
    for row in db.execute(select(_P).where(_P.c.mall_id == mall_id).order_by(_P.c.id)):
        subject = f"promise:{row.id}"
        if row.message_id not in read:
            yield Finding("promise_without_reading", subject)
        if (row.state == OPEN) != (row.settled_ms is None):
            yield Finding("promise_open_and_settled", subject, {"state": row.state})
        elif row.state == KEPT and row.settled_ms > row.due_ms:
            yield Finding("kept_after_deadline", subject)
        elif row.state in (LATE, BROKEN) and row.settled_ms <= row.due_ms:
            yield Finding("broken_before_deadline", subject)
