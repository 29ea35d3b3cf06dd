"""What is due happens at its instant, once, in one order."""

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import pytest
from sqlalchemy import select, update

from core.context import Ctx
from core.db.engine import Database
from core.events import Event
from core.events.log import log_hash, read_log
from core.malls.models import Mall
from core.malls.service import jump, pause_clock
from core.timers import due_action
from core.timers.engine import MOST_ATTEMPTS, advance, next_due
from core.timers.models import DueAction
from tests.conftest import OPENED_MALL_MS, Act

HOUR = 3_600_000
PassTime = Callable[..., int]
done: list[tuple[str, int, int]] = []


class WorkDone(Event):
    kind: ClassVar[str] = "tests.work.done"
    name: str


@due_action("tests.work")
def work(ctx: Ctx, payload: dict[str, Any]) -> None:
    done.append((payload["name"], ctx.desk_ms, ctx.mall_ms))
    ctx.record(WorkDone(name=payload["name"]))
    if then := payload.get("then"):
        ctx.schedule("tests.work", due=ctx.desk_ms + payload.get("after", 0), name=then)


@due_action("tests.work_that_fails")
def failing(ctx: Ctx, payload: dict[str, Any]) -> None:
    done.append(("failing", ctx.desk_ms, ctx.mall_ms))
    ctx.record(WorkDone(name="half done"))
    if payload["times"] > sum(1 for name, _, _ in done if name == "failing") - 1:
        raise RuntimeError("a bug in a shopper's brain")


@pytest.fixture(autouse=True)
def _nothing_done_yet() -> Iterator[None]:
    done.clear()
    yield


def names() -> list[str]:
    return [name for name, _, _ in done]


def test_equal_times_are_settled_by_priority_then_by_who_came_first(act: Act, pass_time: PassTime) -> None:
    with act() as ctx:
        ctx.schedule("tests.work", due=1_000, name="third")
        ctx.schedule("tests.work", due=1_000, name="fourth")
        ctx.schedule("tests.work", due=1_000, priority=50, name="second")
        ctx.schedule("tests.work", due=999, priority=900, name="first")
    assert pass_time(1_000) == 4
    assert names() == ["first", "second", "third", "fourth"]
    assert [desk for _, desk, _ in done] == [999, 1_000, 1_000, 1_000]


def test_nothing_happens_before_its_time_or_twice(act: Act, pass_time: PassTime) -> None:
    with act() as ctx:
        ctx.schedule("tests.work", due=5_000, name="once")
    assert pass_time(4_999) == 0
    assert pass_time(1) == 1
    assert pass_time(60_000) == 0
    assert names() == ["once"]


def test_what_an_action_schedules_for_now_happens_in_the_same_go(act: Act, pass_time: PassTime) -> None:
    with act() as ctx:
        ctx.schedule("tests.work", due=10, name="a", then="b")
        ctx.schedule("tests.work", due=11, name="c")
    assert pass_time(20) == 3
    assert names() == ["a", "b", "c"]


def test_both_axes_make_one_order(db: Database, mall: int, act: Act, pass_time: PassTime) -> None:
    with act() as ctx:
        ctx.schedule("tests.work", due=ctx.mall_at(2_000), axis="mall", name="parcel")
        ctx.schedule("tests.work", due=1_000, name="impatience")
        ctx.schedule("tests.work", due=3_000, name="rating")
        assert ctx.desk_at(ctx.mall_at(2_000)) == 2_000
    assert next_due(db, mall) == 1_000
    pass_time(5_000)
    assert [(name, desk) for name, desk, _ in done] == [
        ("impatience", 1_000),
        ("parcel", 2_000),
        ("rating", 3_000),
    ]


def test_a_jump_runs_the_malls_days_in_order_and_lets_people_wait(act: Act, pass_time: PassTime) -> None:
    with act() as ctx:
        start = ctx.mall_ms
        ctx.schedule("tests.work", due=start + 30 * HOUR, axis="mall", name="delivered")
        ctx.schedule("tests.work", due=start + 6 * HOUR, axis="mall", name="scanned")
        ctx.schedule("tests.work", due=60_000, name="a shopper writes")
        jump(ctx, to_mall_ms=start + 48 * HOUR)
        ctx.schedule("tests.work", due=start + 49 * HOUR, axis="mall", name="next day")
    pass_time(0)
    assert done == [("scanned", 0, OPENED_MALL_MS + 6 * HOUR), ("delivered", 0, OPENED_MALL_MS + 30 * HOUR)]
    pass_time(60_000)
    assert done[2:] == [("a shopper writes", 60_000, OPENED_MALL_MS + 48 * HOUR + 60_000)]
    pass_time(HOUR)
    assert done[3] == ("next day", HOUR, OPENED_MALL_MS + 49 * HOUR)


def test_cancelling_takes_back_a_whole_group(db: Database, mall: int, act: Act, pass_time: PassTime) -> None:
    with act() as ctx:
        ctx.schedule("tests.work", due=10, key="order:1", name="reminder")
        ctx.schedule("tests.work", due=20, key="order:1", name="close")
        ctx.schedule("tests.work", due=20, key="order:2", name="other")
    with act() as ctx:
        ctx.schedule("tests.work", due=30, key="order:1", name="same transaction")
        assert ctx.cancel("order:1") == 3
    pass_time(100)
    assert names() == ["other"]
    assert next_due(db, mall) is None


def test_a_late_action_happens_now_so_that_desk_time_never_falls(db: Database, mall: int, act: Act) -> None:
    with act(desk_ms=0) as ctx:
        ctx.schedule("tests.work", due=1_000, name="late")
    with act(desk_ms=9_000) as ctx:
        ctx.record(WorkDone(name="something else"))
    advance(db, mall, 9_000)
    assert done == [("late", 9_000, OPENED_MALL_MS + 9_000)]


@pytest.mark.parametrize("batch", [1, 100])
def test_an_action_that_fails_is_undone_tried_again_and_holds_nobody_up(
    db: Database, mall: int, act: Act, pass_time: PassTime, batch: int, caplog: pytest.LogCaptureFixture
) -> None:
    with act() as ctx:
        ctx.schedule("tests.work", due=5, name="before")
        ctx.schedule("tests.work_that_fails", due=10, times=2)
        ctx.schedule("tests.work", due=15, name="after")
    advance(db, mall, 100, batch=batch)
    assert [name for name in names() if name != "failing"][-1] == "after"
    with db.reading(mall) as ctx:
        told = [row.data for row in read_log(ctx.session, mall, kinds=["tests.work.done"])]
        row = ctx.one(select(DueAction))
    assert told == ['{"name":"before"}', '{"name":"after"}']
    assert row is not None and row.attempts == 1 and row.error == "RuntimeError" and row.due == 10 + 1_000
    assert "tests.work_that_fails" in caplog.text
    advance(db, mall, 60_000, batch=batch)
    with db.reading(mall) as ctx:
        told = [row.data for row in read_log(ctx.session, mall, kinds=["tests.work.done"])]
        assert ctx.one(select(DueAction)) is None
    assert told == ['{"name":"before"}', '{"name":"after"}', '{"name":"half done"}']


def test_what_fails_for_ever_is_parked_and_kept(db: Database, mall: int, act: Act) -> None:
    with act() as ctx:
        ctx.schedule("tests.work_that_fails", due=10, times=10**6)
        ctx.schedule("tests.unknown_action", due=10)
    assert advance(db, mall, 10 * HOUR) == 0
    with db.reading(mall) as ctx:
        rows = ctx.all(select(DueAction).order_by(DueAction.seq))
    assert [(row.axis, row.attempts, row.error) for row in rows] == [
        ("parked", MOST_ATTEMPTS, "RuntimeError"),
        ("parked", MOST_ATTEMPTS, "KeyError"),
    ]
    assert next_due(db, mall) is None


def test_a_paused_mall_stands_still(db: Database, mall: int, act: Act, pass_time: PassTime) -> None:
    with act() as ctx:
        ctx.schedule("tests.work", due=1_000, name="not yet")
        pause_clock(ctx)
    assert pass_time(60_000) == 0


def test_one_by_one_or_a_hundred_at_a_commit_gives_the_same_log(db: Database, mall: int, act: Act) -> None:
    from core.malls.clone import clone_mall

    with act() as ctx:
        for n in range(150):
            ctx.schedule("tests.work", due=n * 7 % 60, name=f"a{n}", then=f"b{n}", after=n % 5)
        pause_clock(ctx)
    with db.app_transaction() as app:
        twin = clone_mall(app, mall)
    assert advance(db, mall, 1_000) == 300
    assert advance(db, twin, 1_000, batch=100) == 300
    with db.reading(mall) as ctx:
        assert log_hash(ctx.session, mall) == log_hash(ctx.session, twin)


def test_a_headless_mall_stands_where_the_engine_brought_it(db: Database, mall: int, act: Act) -> None:
    with act() as ctx:
        ctx.execute(update(Mall).where(Mall.id == mall).values(running_since_wall_ms=None))
    advance(db, mall, 77_000)
    with db.reading(mall) as ctx:
        assert ctx.desk_ms == 77_000


def test_a_shopper_who_never_lets_the_clock_go_on_is_stopped(
    db: Database, mall: int, act: Act, monkeypatch: pytest.MonkeyPatch
) -> None:
    @due_action("tests.without_end")
    def without_end(ctx: Ctx, payload: dict[str, Any]) -> None:
        ctx.schedule("tests.without_end", due=ctx.desk_ms)

    monkeypatch.setattr("core.timers.engine.MOST_AT_ONCE", 300)
    with act() as ctx:
        ctx.schedule("tests.without_end", due=10)
    with pytest.raises(RuntimeError, match="at one instant"):
        advance(db, mall, 1_000, batch=7)
