"""`malldrill check` finds what cannot be, and tells it from what merely went wrong."""

import pytest
from sqlalchemy import update

import core.malls.invariants
from core.db.engine import Database
from core.events.models import EventRow
from core.invariants import Finding, check_mall, invariant
from core.malls.models import Mall
from core.malls.service import jump
from shop.catalog.models import Category
from tests.conftest import Act

HOUR = 3_600_000


def found(db: Database, mall: int) -> dict[str, bool]:
    assert core.malls.invariants
    with db.reading(mall) as ctx:
        findings = check_mall(ctx.session, mall)
    return {f.code: f.exception for name, each in findings.items() if name.startswith("core.") for f in each}


def test_an_honest_mall_has_no_findings(db: Database, mall: int, act: Act) -> None:
    with act() as ctx:
        jump(ctx, to_mall_ms=ctx.mall_ms + HOUR)
        jump(ctx, to_mall_ms=ctx.mall_ms + HOUR)
    assert found(db, mall) == {}


def test_a_hole_in_the_log_is_found(db: Database, mall: int, act: Act) -> None:
    with act() as ctx:
        jump(ctx, to_mall_ms=ctx.mall_ms + HOUR)
        ctx.settle()
        ctx.execute(update(EventRow).where(EventRow.mall_id == mall, EventRow.seq == 2).values(seq=5))
    assert found(db, mall) == {"log_has_a_hole": False, "mall_disagrees_with_its_log": False}


def test_desk_time_that_falls_is_found(db: Database, mall: int, act: Act) -> None:
    with act() as ctx:
        jump(ctx, to_mall_ms=ctx.mall_ms + HOUR)
        ctx.settle()
        ctx.execute(
            update(EventRow).where(EventRow.mall_id == mall, EventRow.seq == 2).values(desk_ms=-5, kind="x")
        )
        ctx.execute(update(EventRow).where(EventRow.mall_id == mall, EventRow.seq == 1).values(desk_ms=0))
        ctx.execute(update(Mall).where(Mall.id == mall).values(last_desk_ms=0))
    assert found(db, mall) == {"desk_time_falls": False, "event_kind_unknown": False}


def test_a_number_nobody_gave_out_is_found(db: Database, mall: int, act: Act) -> None:
    columns = {
        c.name: c.type.python_type() for c in Category.__table__.columns if c.name not in ("mall_id", "id")
    }
    with act() as ctx:
        assert ctx.insert(Category, **columns) == 1
        ctx.insert(Category, id=7, **columns)
    assert found(db, mall) == {"number_not_given_out": False}


def test_what_was_given_up_is_an_exception_and_what_nobody_knows_is_corruption(
    db: Database, mall: int, act: Act
) -> None:
    with act() as ctx:
        ctx.schedule("tests.nobody_knows_this", due=10)
    assert found(db, mall) == {"due_action_unknown": False}


def test_a_check_is_declared_once() -> None:
    with pytest.raises(ValueError, match="declared twice"):

        @invariant("core.log")
        def another(session: object, mall_id: int) -> list[Finding]:
            return []
