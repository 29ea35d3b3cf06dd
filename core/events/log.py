"""Reading the log of a mall."""

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from core.context import AnyRow, Ctx
from core.events.models import EventRow

_LOG = EventRow.__table__
_HASHED = ("seq", "kind", "version", "desk_ms", "mall_ms", "actor", "subject", "audience", "data")


def read_log(
    session: Session,
    mall_id: int,
    after: int = 0,
    kinds: Iterable[str] | None = None,
    subject: str | None = None,
    limit: int | None = None,
) -> Sequence[AnyRow]:
    """Rows with seq > `after` in seq order; `data` is JSON text, `audience` tokens joined by spaces."""
    stmt = _stretch(kinds is not None, subject is not None, limit is not None)
    asked = {"mall": mall_id, "seq": after, "kinds": list(kinds or ()), "subject": subject, "most": limit}
    wanted = {name: value for name, value in asked.items() if value is not None and value != []}
    if kinds is not None and not asked["kinds"]:
        return []
    return session.connection().execute(stmt, wanted).all()


@cache
def _stretch(by_kind: bool, by_subject: bool, limited: bool) -> Select[*tuple[Any, ...]]:
    stmt = select(_LOG).where(_LOG.c.mall_id == bindparam("mall"), _LOG.c.seq > bindparam("seq"))
    if by_kind:
        stmt = stmt.where(_LOG.c.kind.in_(bindparam("kinds", expanding=True)))
    if by_subject:
        stmt = stmt.where(_LOG.c.subject == bindparam("subject"))
    stmt = stmt.order_by(_LOG.c.seq)
    return stmt.limit(bindparam("most")) if limited else stmt


_ONE = select(_LOG).where(_LOG.c.mall_id == bindparam("mall"), _LOG.c.seq == bindparam("seq"))


def event_at(session: Session, mall_id: int, seq: int) -> AnyRow | None:
    """One row of the log."""
    return session.connection().execute(_ONE, {"mall": mall_id, "seq": seq}).first()


def event_in(ctx: Ctx, seq: int) -> AnyRow | None:
    """One row of the log of the mall at hand, as an observer reads what it was called for."""
    return ctx.row(EventRow, seq=seq)


def log_hash(session: Session, mall_id: int, after: int = 0) -> str:
    """What the log says, without the wall clock: equal stories have equal hashes."""
    stmt = select(*(_LOG.c[name] for name in _HASHED)).where(_LOG.c.mall_id == mall_id, _LOG.c.seq > after)
    digest = hashlib.sha256()
    for row in session.connection().execute(stmt.order_by(_LOG.c.seq)):
        digest.update("\x1f".join(str(value) for value in row).encode())
        digest.update(b"\x1e")
    return digest.hexdigest()
