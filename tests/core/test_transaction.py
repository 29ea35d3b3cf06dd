"""A transaction in a mall: all of it or nothing, and the log without a hole."""

from typing import ClassVar

import pytest
from sqlalchemy import select

from core import hooks
from core.db.engine import Database
from core.errors import NotFound, Refusal
from core.events import Event, handles, observe
from core.events.log import read_log
from core.events.models import EventRow
from core.malls.clone import mall_tables
from core.malls.models import Counter
from core.timers import due_action
from core.timers.models import DueAction
from helpdesk.tickets.models import Ticket
from logistics.disruptions.models import Disruption
from tests.conftest import Act


class BellRung(Event):
    kind: ClassVar[str] = "tests.bell.rung"
    times: int

    def audience(self) -> tuple[str, ...]:
        return ("desk",)


class BellHeard(Event):
    kind: ClassVar[str] = "tests.bell.heard"
    seq_heard: int


@pytest.fixture
def nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody but who a test registers."""
    monkeypatch.setattr(hooks, "handlers", {})
    monkeypatch.setattr(hooks, "observers", {})


def seqs(db: Database, mall: int) -> list[int]:
    with db.reading(mall) as ctx:
        return [row.seq for row in read_log(ctx.session, mall)]


def test_what_fails_leaves_nothing_and_no_hole_in_the_log(db: Database, mall: int, act: Act) -> None:
    before = seqs(db, mall)
    with pytest.raises(Refusal), act("agent:1") as ctx:
        ctx.record(BellRung(times=1))
        ctx.schedule("tests.nothing", due=5_000, key="bell")
        assert ctx.next_id("tickets") == 1
        raise Refusal("no")
    with act("agent:1") as ctx:
        assert ctx.next_id("tickets") == 1
        ctx.record(BellRung(times=2))
    assert seqs(db, mall) == [*before, before[-1] + 1]
    with db.reading(mall) as ctx:
        assert ctx.all(select(DueAction)) == []


def test_the_log_is_dense_over_many_transactions(db: Database, mall: int, act: Act) -> None:
    for n in range(20):
        with act() as ctx:
            for _ in range(n % 3):
                ctx.record(BellRung(times=n))
    found = seqs(db, mall)
    assert found == list(range(1, len(found) + 1))


def test_handlers_run_in_the_same_transaction_in_seq_order(
    db: Database, mall: int, act: Act, nobody_listens: None
) -> None:
    heard: list[int] = []

    @handles(BellRung)
    def on_bell(ctx: object, event: BellRung, seq: int) -> None:
        heard.append(seq)
        ctx.record(BellHeard(seq_heard=seq))  # type: ignore[attr-defined]
        if event.times == 99:
            raise Refusal("too_loud")

    with act() as ctx:
        first, second = ctx.record(BellRung(times=1)), ctx.record(BellRung(times=2))
    assert heard == [first, second]
    with db.reading(mall) as ctx:
        kinds = [row.kind for row in read_log(ctx.session, mall, after=first - 1)]
    assert kinds == ["tests.bell.rung", "tests.bell.rung", "tests.bell.heard", "tests.bell.heard"]
    with pytest.raises(Refusal), act() as ctx:
        ctx.record(BellRung(times=99))
    assert len(seqs(db, mall)) == second + 2


def test_an_observer_perceives_each_event_once_in_a_transaction_of_its_own(
    db: Database, mall: int, act: Act, pass_time: object, nobody_listens: None
) -> None:
    perceived: list[int] = []

    @due_action("tests.perceive")
    def perceive(ctx: object, payload: dict[str, int]) -> None:
        perceived.append(payload["seq"])

    observe("tests.perceive", kinds={"tests.bell.rung"})
    with act() as ctx:
        ctx.record(BellRung(times=1))
        ctx.record(BellHeard(seq_heard=1))
        seq = ctx.record(BellRung(times=2))
    assert perceived == []
    pass_time(0)  # type: ignore[operator]
    assert perceived == [seq - 2, seq]
    pass_time(60_000)  # type: ignore[operator]
    assert perceived == [seq - 2, seq]


def test_what_is_committed_is_told_with_its_seq_and_what_failed_is_not(
    db: Database, mall: int, act: Act
) -> None:
    told: list[tuple[int, int, str]] = []
    db.on_commit(lambda mall_id, events: told.extend((mall_id, e.seq, e.data) for e in events))
    with pytest.raises(RuntimeError), act() as ctx:
        ctx.record(BellRung(times=1))
        raise RuntimeError("broken")
    with act() as ctx:
        seq = ctx.record(BellRung(times=2))
    assert told == [(mall, seq, '{"times":2}')]


def test_a_listener_that_fails_does_not_undo_what_was_committed(db: Database, mall: int, act: Act) -> None:
    def bad(mall_id: int, events: object) -> None:
        raise RuntimeError("broken gateway")

    db.on_commit(bad)
    with act() as ctx:
        seq = ctx.record(BellRung(times=2))
    assert seqs(db, mall)[-1] == seq


def test_a_mall_that_is_not_there_is_not_found(db: Database) -> None:
    with pytest.raises(NotFound) as caught, db.transaction(404, "agent:1"):
        pass
    assert (caught.value.code, caught.value.status, caught.value.params) == (
        "not_found",
        404,
        {"what": "mall", "id": 404},
    )


def test_rows_are_written_read_and_changed_by_name(db: Database, mall: int, act: Act) -> None:
    values = {
        "kind": "storm",
        "hub_id": 1,
        "state": "declared",
        "force_majeure": True,
        "from_ms": 1,
        "until_ms": 2,
        "declared_ms": 1,
    }
    with act() as ctx:
        one = ctx.insert(Disruption, **values)
        two, three = ctx.insert_many(Disruption, [values, values])
        assert (one, two, three) == (1, 2, 3)
        assert ctx.get(Disruption, one).force_majeure is True
        ctx.update(Disruption, two, until_ms=50)
        assert ctx.get(Disruption, two).until_ms == 50
        ctx.update(Disruption, two, until_ms=Disruption.until_ms + 5)
        assert ctx.get(Disruption, two).until_ms == 55
        row = ctx.one(select(Disruption).where(Disruption.mall_id == mall, Disruption.id == three))
        assert row is not None and row.until_ms == 2
        with pytest.raises(NotFound) as caught:
            ctx.get(Ticket, 9)
        assert caught.value.params == {"what": "ticket", "id": 9}
        with pytest.raises(NotFound):
            ctx.update(Ticket, 9, title="x")
    with db.reading(mall) as ctx:
        assert ctx.session.execute(select(Disruption.until_ms).order_by(Disruption.id)).scalars().all() == [
            2,
            55,
            2,
        ]
        counted = ctx.one(select(Counter.value).where(Counter.mall_id == mall, Counter.name == "disruptions"))
        assert counted is not None and counted.value == 3


def test_the_session_of_a_transaction_goes_with_it(db: Database, mall: int, act: Act) -> None:
    with pytest.raises(RuntimeError), act() as ctx:
        ctx.session.execute(Counter.__table__.insert().values(mall_id=mall, name="x", value=1))
        raise RuntimeError("no")
    with act() as ctx:
        ctx.session.execute(Counter.__table__.insert().values(mall_id=mall, name="y", value=1))
    with db.reading(mall) as ctx:
        names = ctx.session.execute(select(Counter.name).where(Counter.mall_id == mall)).scalars().all()
    assert "x" not in names and "y" in names


def test_a_reading_transaction_changes_nothing(db: Database, mall: int) -> None:
    with db.reading(mall) as ctx:
        with pytest.raises(RuntimeError):
            ctx.record(BellRung(times=1))
        with pytest.raises(RuntimeError):
            ctx.next_id("tickets")


def test_there_is_no_transaction_inside_a_transaction(db: Database, mall: int, act: Act) -> None:
    with act() as ctx, pytest.raises(RuntimeError), db.transaction(mall, "agent:1"):
        pass
    with act() as ctx:
        ctx.record(BellRung(times=1))


def test_several_malls_change_in_one_transaction_or_none(db: Database, mall: int) -> None:
    with pytest.raises(Refusal), db.app_transaction() as app:
        app.mall(mall, "instructor:1").record(BellRung(times=1))
        raise Refusal("no")
    with db.app_transaction("instructor:1") as app:
        seq = app.mall(mall).record(BellRung(times=1))
    with db.reading(mall) as ctx:
        row = ctx.one(select(EventRow).where(EventRow.mall_id == mall, EventRow.seq == seq))
    assert row is not None and (row.actor, row.audience) == ("instructor:1", "desk")


def test_a_kind_of_event_is_declared_once() -> None:
    with pytest.raises(ValueError, match="declared twice"):

        class Again(Event):
            kind: ClassVar[str] = "tests.bell.rung"


def test_rows_are_asked_for_by_what_they_equal(db: Database, mall: int, act: Act) -> None:
    storm = {
        "kind": "storm",
        "hub_id": 1,
        "state": "declared",
        "force_majeure": True,
        "from_ms": 1,
        "until_ms": 2,
        "declared_ms": 1,
    }
    with act() as ctx:
        ctx.insert_many(
            Disruption,
            [storm, {**storm, "hub_id": 2, "until_ms": 9}, {**storm, "hub_id": 3, "force_majeure": False}],
        )
        ctx.update(Disruption, 3, cleared_ms=5)
    with db.reading(mall) as ctx:

        def ids(**equals: object) -> list[int]:
            return [row.id for row in ctx.rows(Disruption, order_by="id", **equals)]

        assert ids(kind="storm") == [1, 2, 3]
        assert ids(hub_id=[1, 3]) == [1, 3] and ids(hub_id=[]) == []
        assert ids(cleared_ms=None) == [1, 2]
        assert ids(force_majeure=True, until_ms=9) == [2]
        assert [row.id for row in ctx.rows(Disruption, order_by=("-force_majeure", "-id"), limit=2)] == [2, 1]
        row = ctx.row(Disruption, hub_id=2)
        assert row is not None and row.force_majeure is True and row._asdict() == dict(row._mapping)
        assert ctx.row(Disruption, hub_id=77) is None
        with pytest.raises(KeyError):
            ctx.rows(Disruption, colour="red")


def test_a_row_of_any_table_comes_as_the_statement_would_give_it(db: Database, mall: int, act: Act) -> None:
    for table in mall_tables():
        if "id" not in table.c:
            continue
        values = {
            column.name: {int: 1, str: "x", bool: True}.get(column.type.python_type, {"a": [1, "ü"]})
            for column in table.columns
            if column.name != "mall_id"
        }
        with pytest.raises(_Undone), act() as ctx:
            if ctx.driver.sqlite:
                ctx.driver.run("PRAGMA defer_foreign_keys=ON")
                ctx.driver.run("PRAGMA ignore_check_constraints=ON")
            elif table.foreign_keys:
                raise _Undone
            assert ctx.insert(table, **values) == 1
            given = ctx.get(table, 1)
            asked = ctx.one(select(table).where(table.c.mall_id == mall))
            assert asked is not None and tuple(given) == tuple(asked) and given._asdict() == asked._asdict()
            raise _Undone


class _Undone(Exception):
    pass
