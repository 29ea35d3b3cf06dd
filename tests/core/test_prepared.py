"""A prepared select answers like the same select through SQLAlchemy, on both databases."""

from sqlalchemy import bindparam, select

from core.context import Prepared
from core.db.engine import Database
from core.malls.models import Mall

_BY_ID = select(Mall.id, Mall.label, Mall.settings, Mall.class_id.label("class_of")).where(
    Mall.id == bindparam("mall"), Mall.kind != "lost"
)
PREPARED = Prepared(_BY_ID.limit(3))


def test_it_gives_the_same_rows_with_the_same_names_and_values(db: Database, mall: int) -> None:
    for _ in range(2):
        with db.reading(mall) as ctx:
            (usual,) = ctx.all(_BY_ID, {"mall": mall})
            (found,) = ctx.all(PREPARED, {"mall": mall})
            assert tuple(found) == tuple(usual)
            assert found._asdict() == dict(usual._mapping)
            assert isinstance(found.settings, dict)
            assert ctx.one(PREPARED, {"mall": mall}) == found


def test_it_finds_nothing_where_nothing_is(db: Database, mall: int) -> None:
    with db.reading(mall) as ctx:
        assert ctx.one(PREPARED, {"mall": 10**9}) is None
        assert ctx.all(PREPARED, {"mall": 10**9}) == []
