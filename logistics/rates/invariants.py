"""What must hold of the rate tables of a mall at any time."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.invariants import Finding, invariant
from logistics.rates.documents import hash_of, read
from logistics.rates.models import RateTableRow
from logistics.rates.validity import Span

STATES = ("draft", "active", "retired")
_tables = RateTableRow.__table__


@invariant("logistics.rate_tables")
def check_rate_tables(session: Session, mall_id: int) -> Iterator[Finding]:
    """Every kept table can price, its hash and columns are the document's, and at no instant two active
    versions of one code (or two tables of one carrier) hold."""
    rows = session.execute(select(_tables).where(_tables.c.mall_id == mall_id).order_by(_tables.c.id)).all()
    for row in rows:
        yield from _check(row)
    active = [row for row in rows if row.state == "active"]
    for one, other in combinations(active, 2):
        same = one.code == other.code or one.carrier and one.carrier == other.carrier
        if same and _span(one).overlaps(_span(other)):
            yield Finding("validity_overlaps", f"rate_table:{other.id}", {"other": one.id})


def _check(row: Any) -> Iterator[Finding]:
    subject = f"rate_table:{row.id}"
    table, problems = read(orjson.loads(row.document))
    if table is None or problems:
        yield Finding("rate_table_unusable", subject, {"problems": len(problems)})
        return
    if row.hash != hash_of(row.document):
        yield Finding("rate_table_hash_wrong", subject)
    if (row.code, row.version, row.carrier) != (table.code, table.version, table.carrier):
        yield Finding("rate_table_columns_wrong", subject)
    if row.state not in STATES or row.valid_until_ms is not None and row.valid_until_ms <= row.valid_from_ms:
        yield Finding("rate_table_state_wrong", subject, {"state": row.state})


def _span(row: Any) -> Span:
    return Span(row.valid_from_ms, row.valid_until_ms)
