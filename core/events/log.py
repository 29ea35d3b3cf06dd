"""Reading the log of a mall."""

import hashlib
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.context import AnyRow
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
    stmt = select(_LOG).where(_LOG.c.mall_id == mall_id, _LOG.c.seq > after).order_by(_LOG.c.seq)
    if kinds is not None:
        stmt = stmt.where(_LOG.c.kind.in_(list(kinds)))
    if subject is not None:
        stmt = stmt.where(_LOG.c.subject == subject)
    return session.connection().execute(stmt.limit(limit) if limit else stmt).all()


def event_at(session: Session, mall_id: int, seq: int) -> AnyRow | None:
    """One row of the log."""
    stmt = select(_LOG).where(_LOG.c.mall_id == mall_id, _LOG.c.seq == seq)
    return session.connection().execute(stmt).first()


def log_hash(session: Session, mall_id: int, after: int = 0) -> str:
    """What the log says, without the wall clock: equal stories have equal hashes."""
    stmt = select(*(_LOG.c[name] for name in _HASHED)).where(_LOG.c.mall_id == mall_id, _LOG.c.seq > after)
    digest = hashlib.sha256()
    for row in session.connection().execute(stmt.order_by(_LOG.c.seq)):
        digest.update("\x1f".join(str(value) for value in row).encode())
        digest.update(b"\x1e")
    return digest.hexdigest()
