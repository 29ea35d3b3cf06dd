"""The wall: a desk in a few numbers, told at most once a flush however busy the desk is."""

from types import SimpleNamespace
from typing import Any

import orjson
from sqlalchemy import select

from classroom.runs import places, service
from classroom.runs.catalogue import Offer, offer
from classroom.runs.models import ClassEvent
from classroom.wall import service as wall
from classroom.wall.tiles import average_reply, talk_numbers, tiles_of
from core.db.engine import Database
from core.identity.service import create_account
from core.malls.service import create_mall, start_clock
from helpdesk.agents.service import hire


def talk(state: str, **more: Any) -> Any:
    usual = {"waiting_since_desk_ms": None, "first_reply_desk_ms": None, "opened_desk_ms": 0, "rating": None}
    return SimpleNamespace(state=state, **(usual | more))


def test_a_desk_is_counted_by_its_chats() -> None:
    talks = [
        talk("queued", waiting_since_desk_ms=1_000),
        talk("active", first_reply_desk_ms=20_000, waiting_since_desk_ms=50_000),
        talk("closed", first_reply_desk_ms=40_000, rating=4),
        talk("abandoned"),
    ]
    assert talk_numbers(talks, 61_000) == {
        "waiting": 1,
        "active": 1,
        "closed": 2,
        "longest_wait_ms": 60_000,
        "first_reply_ms": 30_000,
        "csat": 4.0,
    }


def test_nothing_measured_is_none_and_not_zero() -> None:
    numbers = talk_numbers([], 5_000)
    assert (numbers["first_reply_ms"], numbers["csat"], numbers["longest_wait_ms"]) == (None, None, 0)
    assert average_reply([]) is None


def test_an_unanswered_turn_weighs_ten_minutes() -> None:
    turns = [
        SimpleNamespace(opened_desk_ms=0, answered_desk_ms=20_000, outcome="answered"),
        SimpleNamespace(opened_desk_ms=0, answered_desk_ms=None, outcome="unanswered"),
        SimpleNamespace(opened_desk_ms=0, answered_desk_ms=None, outcome="open"),
        SimpleNamespace(opened_desk_ms=0, answered_desk_ms=None, outcome="courtesy"),
    ]
    assert average_reply(turns) == 310_000


def a_place(db: Database) -> tuple[int, int]:
    titles = {"zh-CN": "快递晚到了", "en": "A late parcel"}
    offer(Offer("late_parcel", 1, titles, titles, 600_000, 2, 8))
    with db.app_transaction() as app:
        teacher = create_account(app, kind="instructor", name="王老师", language="zh-CN")
        run_id = service.create_class(app, account_id=teacher, name="1班", language="zh-CN")
        code = service.class_of_code(app, app.one(select(places.Run.join_code))[0]).join_code
        service.join(
            app, code=code, name="陈晨", account_id=None, account_name=None, pin_hash=None, pin_right=False
        )
    with db.app_reading() as app:
        place_id = places.places_of(app, run_id)[0].id
    places.begin_making(db, place_id)
    with db.app_transaction() as app:
        mall_id = create_mall(
            app,
            language="zh-CN",
            seed=1,
            opened_mall_ms=1_795_482_000_000,
            exercise="late_parcel",
            class_id=run_id,
        )
        hire(app.mall(mall_id, "system"), name="陈晨", presence="online")
    places.place_ready(db, place_id, mall_id, 1)
    return run_id, mall_id


def test_however_much_happens_at_a_desk_its_tile_is_told_once_a_flush(db: Database) -> None:
    _, mall_id = a_place(db)
    wall.flush(db)
    busy = [SimpleNamespace(kind="helpdesk.message.sent")]
    for _ in range(50):
        wall.mark(mall_id, busy)
    assert wall.flush(db) == 1
    assert wall.flush(db) == 0
    with db.app_reading() as app:
        rows = app.all(
            select(ClassEvent.kind, ClassEvent.data).where(ClassEvent.kind == "class.tile.changed")
        )
    assert len(rows) == 1
    tile = orjson.loads(rows[0].data)["tile"]
    assert (tile["name"], tile["online"], tile["waiting"]) == ("陈晨", True, 0)


def test_what_a_tile_does_not_show_marks_nothing(db: Database) -> None:
    _, mall_id = a_place(db)
    wall.flush(db)
    wall.mark(mall_id, [SimpleNamespace(kind="logistics.parcel.scanned")])
    assert wall.flush(db) == 0


def test_a_commit_marks_the_mall_it_touched(db: Database) -> None:
    _, mall_id = a_place(db)
    wall.flush(db)
    wall.install(db)
    with db.transaction(mall_id, "agent:1") as ctx:
        start_clock(ctx)
    assert wall.flush(db) == 0
    from helpdesk.agents.service import set_presence

    with db.transaction(mall_id, "agent:1") as ctx:
        set_presence(ctx, presence="paused")
    assert wall.flush(db) == 1


def test_a_tile_on_the_page_is_the_tile_of_the_stream(db: Database) -> None:
    run_id, mall_id = a_place(db)
    wall.flush(db)
    wall.mark(mall_id, [SimpleNamespace(kind="helpdesk.message.sent")])
    wall.flush(db)
    with db.app_reading() as app:
        told = app.one(select(ClassEvent.data).where(ClassEvent.kind == "class.tile.changed"))
        assert orjson.loads(told.data)["tile"] == tiles_of(app, places.places_of(app, run_id))[0]
