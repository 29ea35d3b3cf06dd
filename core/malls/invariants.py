"""What holds in every mall, whatever its trade: the log, the numbers given out, what is planned."""

from collections.abc import Iterator

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from core.db.base import Base, InMall
from core.events.base import kinds
from core.events.models import EventRow
from core.invariants import Finding, invariant
from core.malls.models import Counter, Mall
from core.timers.models import DueAction
from core.timers.registry import actions


@invariant("core.log")
def log_is_whole(session: Session, mall_id: int) -> Iterator[Finding]:
    """The log has no hole, ends where the mall says, and its desk time never falls; its kinds are known."""
    c = EventRow.__table__.c
    rows = session.connection().execute(
        select(c.seq, c.desk_ms, c.kind).where(c.mall_id == mall_id).order_by(c.seq)
    )
    known = kinds()
    unknown: set[str] = set()
    seq, desk_ms = 0, -1
    for row in rows:
        if row.seq != seq + 1:
            yield Finding("log_has_a_hole", f"event:{row.seq}", {"after": seq})
        if row.desk_ms < desk_ms:
            yield Finding("desk_time_falls", f"event:{row.seq}", {"desk_ms": row.desk_ms, "before": desk_ms})
        if row.kind not in known and row.kind not in unknown:
            unknown.add(row.kind)
            yield Finding("event_kind_unknown", f"event:{row.seq}", {"kind": row.kind})
        seq, desk_ms = row.seq, row.desk_ms
    mall = session.connection().execute(select(Mall.__table__).where(Mall.id == mall_id)).one()
    if mall.last_seq != seq or mall.last_desk_ms < desk_ms:
        yield Finding("mall_disagrees_with_its_log", "mall", {"last_seq": mall.last_seq, "log": seq})


@invariant("core.numbers")
def numbers_are_given_once(session: Session, mall_id: int) -> Iterator[Finding]:
    """No row bears a number its counter has still to give out.

    Some rows bear the number of another thing: their tables have no counter.
    """
    connection = session.connection()
    counted = {
        row.name: row.value
        for row in connection.execute(select(Counter.__table__).where(Counter.mall_id == mall_id))
    }
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        if not issubclass(mapper.class_, InMall) or not isinstance(table, Table):
            continue
        highest = connection.execute(select(func.max(table.c.id)).where(table.c.mall_id == mall_id)).scalar()
        counter = counted.get(table.name)
        if highest is not None and counter is not None and highest > counter:
            params = {"highest": highest, "counter": counter}
            yield Finding("number_not_given_out", table.name, params)


@invariant("core.future")
def the_future_is_known(session: Session, mall_id: int) -> Iterator[Finding]:
    """Whatever is planned can be done; what was given up is listed as an exception."""
    rows = session.connection().execute(select(DueAction.__table__).where(DueAction.mall_id == mall_id))
    known = set(actions())
    for row in rows:
        params = {"kind": row.kind, "attempts": row.attempts, "error": row.error}
        if row.kind not in known:
            yield Finding("due_action_unknown", f"due_action:{row.seq}", params)
        elif row.axis == "parked":
            yield Finding("due_action_given_up", f"due_action:{row.seq}", params, exception=True)
