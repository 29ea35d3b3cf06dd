"""A clone is the same mall again, and nobody else's."""

import asyncio
import hashlib
import threading
import time
from typing import Any, ClassVar

import pytest
from sqlalchemy import select

from core.context import Ctx
from core.db.engine import Database
from core.errors import NotFound
from core.events import Event
from core.events.log import log_hash
from core.malls.clone import clone_in_steps, clone_mall, mall_tables, remove_half_made, remove_mall
from core.malls.models import Counter, Mall
from core.malls.service import create_mall, pause_clock
from core.timers import due_action
from core.timers.engine import advance
from seed.generator.insert import insert_plan
from seed.generator.opening import plan_opening
from tests.conftest import OPENED_MALL_MS, Act


class ShelfFilled(Event):
    kind: ClassVar[str] = "tests.shelf.filled"
    n: int


@due_action("tests.fill_shelf")
def fill_shelf(ctx: Ctx, payload: dict[str, Any]) -> None:
    ctx.record(ShelfFilled(n=ctx.draw("shelf", "n", payload["n"]).below(1_000)))


def fingerprint(db: Database, mall_id: int) -> dict[str, str]:
    """A hash of all rows of each table, the mall's id left out."""
    found = {}
    with db.app_reading() as app:
        for table in mall_tables():
            columns = [c for c in table.columns if c.name != "mall_id"]
            keys = [c for c in table.primary_key.columns if c.name != "mall_id"]
            rows = app.all(select(*columns).where(table.c.mall_id == mall_id).order_by(*keys))
            found[table.name] = f"{len(rows)}:{hashlib.sha256(repr(rows).encode()).hexdigest()}"
    return found


def opening_mall(db: Database) -> int:
    with db.app_transaction() as app:
        mall_id = create_mall(
            app, language="zh-CN", seed=7, opened_mall_ms=OPENED_MALL_MS, exercise="test", kind="opening",
            opening_key="test:7", settings={"capacity": 2},
        )  # fmt: skip
        insert_plan(app.connection, mall_id, plan_opening(7, "zh-CN", OPENED_MALL_MS))
        app.execute(Counter.__table__.insert(), [{"mall_id": mall_id, "name": "orders", "value": 2_000}])
    return mall_id


def test_a_clone_has_the_same_rows_log_counters_and_future(db: Database, mall: int, act: Act) -> None:
    with act() as ctx:
        for n in range(5):
            ctx.schedule("tests.fill_shelf", due=n * 1_000, n=n)
        pause_clock(ctx)
    advance(db, mall, 2_000)
    with db.app_transaction() as app:
        twin = clone_mall(app, mall, label="twin", settings={"capacity": 3})
    assert fingerprint(db, twin) == fingerprint(db, mall)
    for mall_id in (mall, twin):
        advance(db, mall_id, 10_000)
    with db.reading(twin) as ctx:
        assert log_hash(ctx.session, mall) == log_hash(ctx.session, twin)
        assert (ctx.mall.label, ctx.setting("capacity")) == ("twin", 3)
        assert ctx.one(select(Mall.epoch).where(Mall.id == mall)) != ctx.one(
            select(Mall.epoch).where(Mall.id == twin)
        )


def test_a_full_mall_is_cloned_in_an_instant_and_row_by_row_the_same(db: Database) -> None:
    source = opening_mall(db)
    spent = []
    for _ in range(3):
        before = time.process_time()
        with db.app_transaction() as app:
            twin = clone_mall(app, source, class_id=4)
        spent.append(time.process_time() - before)
    assert fingerprint(db, twin) == fingerprint(db, source)
    assert min(spent) < 0.15
    with db.app_reading() as app:
        row = app.get(Mall, twin)
    assert (row.kind, row.opening_key, row.class_id, row.state, row.desk_ms) == ("live", None, 4, "ready", 0)


def test_a_clone_made_in_steps_lets_the_server_breathe(db: Database) -> None:
    source = opening_mall(db)
    longest, told, made = 0.0, list[float](), list[int]()

    def job() -> None:
        try:
            made.append(clone_in_steps(db, source, progress=told.append))
        finally:
            db.close_thread()

    async def serve() -> None:
        nonlocal longest
        db.bind_loop(asyncio.get_running_loop())
        thread = threading.Thread(target=job)
        thread.start()
        while thread.is_alive():
            before = time.process_time()
            await asyncio.sleep(0)
            longest = max(longest, time.process_time() - before)
            await asyncio.sleep(0.001)
        thread.join()

    asyncio.run(serve())
    assert fingerprint(db, made[0]) == fingerprint(db, source)
    assert told == sorted(told) and told[-1] == 1.0
    assert longest < 0.05
    with db.app_reading() as app:
        assert app.get(Mall, made[0]).state == "ready"


def test_what_a_crash_left_half_made_is_taken_away(db: Database, mall: int) -> None:
    source = opening_mall(db)

    def crash(done: float) -> None:
        if done > 0.5:
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        clone_in_steps(db, source, progress=crash)
    assert remove_half_made(db) == 1
    assert remove_half_made(db) == 0
    with db.app_reading() as app:
        assert {row.id for row in app.all(select(Mall.id))} == {mall, source}


def test_a_removed_mall_leaves_no_row_behind_and_the_others_alone(db: Database, mall: int) -> None:
    before = fingerprint(db, mall)
    source = opening_mall(db)
    with db.app_transaction() as app:
        remove_mall(app, source)
    assert all(rows.startswith("0:") for rows in fingerprint(db, source).values())
    assert fingerprint(db, mall) == before
    with pytest.raises(NotFound), db.app_transaction() as app:
        clone_mall(app, source)
