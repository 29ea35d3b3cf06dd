"""Practising alone and taking part in a class, on both databases."""

from typing import Any

import pytest
from sqlalchemy import func, select

from classroom.runs import clock as run_clock
from classroom.runs import places, queries, service
from classroom.runs.catalogue import Offer, offer
from classroom.runs.models import ClassEvent, Place, Run
from core.clock import ManualClock
from core.db.engine import Database
from core.errors import Forbidden, NotFound, Refusal
from core.identity.service import create_account
from core.jobs.models import Job
from core.malls.models import Mall
from core.malls.service import create_mall

OPENED = 1_795_482_000_000


@pytest.fixture(autouse=True)
def exercise() -> None:
    titles = {"zh-CN": "快递晚到了", "en": "A late parcel"}
    offer(Offer("late_parcel", 1, titles, titles, 600_000, 2, 8))


def practise(
    db: Database, account_id: int | None = None, quota: int = 20, name: str = "小林"
) -> dict[str, Any]:
    with db.app_transaction("anonymous") as app:
        return service.practise(
            app, account_id=account_id, name=name, language="zh-CN", exercise="late_parcel", quota=quota
        )


def make(db: Database, place_id: int) -> int:
    """What the seed job does, with an empty mall."""
    plan = places.begin_making(db, place_id)
    assert plan is not None
    with db.app_transaction() as app:
        mall_id = create_mall(
            app, language=plan.language, seed=plan.seed, opened_mall_ms=OPENED, exercise=plan.exercise,
            label=plan.label, class_id=plan.run_id, settings=plan.settings,
        )  # fmt: skip
    return places.place_ready(db, place_id, mall_id, 1)


def place_of_run(db: Database, run_id: int) -> Any:
    with db.app_reading() as app:
        return places.places_of(app, run_id)[0]


def a_class(db: Database, **given: Any) -> tuple[int, str, int]:
    with db.app_transaction() as app:
        teacher = create_account(app, kind="instructor", name="王老师", language="zh-CN")
        run_id = service.create_class(app, account_id=teacher, name="电商2班", language="zh-CN", **given)
        return run_id, app.get(Run, run_id).join_code, teacher


def join(db: Database, code: str, name: str, **given: Any) -> dict[str, Any]:
    filled = {"account_id": None, "account_name": None, "pin_hash": None, "pin_right": False} | given
    with db.app_transaction() as app:
        return service.join(app, code=code, name=name, **filled)


def test_practising_makes_an_account_a_run_and_a_job(db: Database) -> None:
    made = practise(db)
    place = place_of_run(db, made["run_id"])
    assert place.account_id == made["_sign_in"] and place.state == "waiting"
    with db.app_reading() as app:
        job = app.get(Job, made["job_id"])
        assert (job.kind, job.args) == ("seed.make_mall", {"run_id": made["run_id"], "place_id": place.id})
        view = queries.run_view(app, run_id=made["run_id"], account_id=made["_sign_in"])
    assert (view["state"], view["can_control"], view["cases_total"]) == ("draft", True, 8)
    assert view["exercise"]["title"] == "快递晚到了"


def test_practising_again_meets_other_shoppers_and_the_day_has_a_quota(
    db: Database, clock: ManualClock
) -> None:
    first = practise(db, quota=2)
    again = practise(db, account_id=first["_sign_in"], quota=2)
    with db.app_reading() as app:
        assert [app.get(Run, made["run_id"]).seed for made in (first, again)] == [1, 2]
    with pytest.raises(Refusal, match="practice_quota"):
        practise(db, account_id=first["_sign_in"], quota=2)
    clock.pass_ms(25 * 3_600_000)
    practise(db, account_id=first["_sign_in"], quota=2)


def test_a_run_is_ready_when_its_mall_is_made_and_then_its_trainee_starts_it(
    db: Database, clock: ManualClock
) -> None:
    made = practise(db)
    account, run_id = made["_sign_in"], made["run_id"]
    seat_id = make(db, place_of_run(db, run_id).id)
    with db.app_transaction() as app:
        assert queries.run_view(app, run_id=run_id, account_id=account)["state"] == "ready"
        clock_control(app, run_id, "start", account)
    clock.pass_ms(5000)
    with db.app_transaction() as app:
        view = queries.run_view(app, run_id=run_id, account_id=account)
        assert (view["state"], view["seat_id"], view["clock"]) == (
            "running",
            seat_id,
            {"desk_ms": 5000, "running": True},
        )
        clock_control(app, run_id, "pause", account)
    clock.pass_ms(5000)
    with db.app_transaction() as app:
        view = queries.run_view(app, run_id=run_id, account_id=account)
        assert view["clock"] == {"desk_ms": 5000, "running": False}
        clock_control(app, run_id, "end", account)
        assert app.one(select(Job.id).where(Job.kind == "classroom.score_run")) is not None


def clock_control(app: Any, run_id: int, action: str, account_id: int) -> None:
    run_clock.control(app, run_id=run_id, action=action, account_id=account_id)


def test_making_a_mall_twice_seats_the_trainee_once(db: Database) -> None:
    made = practise(db)
    place = place_of_run(db, made["run_id"])
    seat_id = make(db, place.id)
    assert places.begin_making(db, place.id) is None
    assert places.place_ready(db, place.id, 999, 1) == seat_id


def test_nobody_sees_or_moves_another_persons_run(db: Database) -> None:
    made, other = practise(db), practise(db, name="别人")
    with db.app_transaction() as app, pytest.raises(NotFound):
        queries.run_view(app, run_id=made["run_id"], account_id=other["_sign_in"])
    with db.app_transaction() as app, pytest.raises(Forbidden, match="not_your_run"):
        clock_control(app, made["run_id"], "start", other["_sign_in"])


def test_a_result_is_kept_back_until_the_run_has_ended(db: Database) -> None:
    made = practise(db)
    make(db, place_of_run(db, made["run_id"]).id)
    with db.app_reading() as app, pytest.raises(Refusal, match="run_not_ended"):
        queries.own_mall(app, run_id=made["run_id"], account_id=made["_sign_in"])


def test_a_class_begins_with_its_opening_being_made(db: Database) -> None:
    run_id, code, _ = a_class(db, seed=42)
    with db.app_reading() as app:
        job = app.one(select(Job))
        assert (job.kind, job.args) == (
            "seed.make_opening",
            {"exercise": "late_parcel", "language": "zh-CN", "seed": 42},
        )
        assert app.get(Run, run_id).state == "ready" and len(code) == 6


def test_trainees_join_with_code_and_name_and_each_has_an_account_of_their_own(db: Database) -> None:
    run_id, code, _ = a_class(db)
    a, b = join(db, code.lower(), "陈晨"), join(db, code, "吴迪")
    assert a["run_id"] == b["run_id"] == run_id and a["_sign_in"] != b["_sign_in"]
    assert a["pin_needed"] is True
    with db.app_reading() as app:
        assert [p.name for p in places.places_of(app, run_id)] == ["陈晨", "吴迪"]


def test_an_unknown_code_is_not_found(db: Database) -> None:
    with pytest.raises(Refusal) as refused:
        join(db, "ZZZZZZ", "陈晨")
    assert (refused.value.code, refused.value.status) == ("join_code_unknown", 404)


def test_a_name_that_is_taken_asks_for_the_pin_and_the_pin_brings_the_desk_back(db: Database) -> None:
    _, code, _ = a_class(db)
    first = join(db, code, "陈晨", pin_hash="argon-hash")
    with pytest.raises(Forbidden) as refused:
        join(db, code, " 陈晨 ")
    assert refused.value.code == "pin_needed"
    back = join(db, code, "陈晨", pin_right=True)
    assert back["_sign_in"] == first["_sign_in"] and back["pin_needed"] is False


def test_the_same_browser_comes_back_without_a_pin_and_may_choose_one_then(db: Database) -> None:
    _, code, _ = a_class(db)
    first = join(db, code, "陈晨")
    again = join(db, code, "陈晨", account_id=first["_sign_in"], account_name="陈晨", pin_hash="argon-hash")
    assert again["_sign_in"] == first["_sign_in"] and again["pin_needed"] is False
    with db.app_reading() as app:
        assert service.who_joins(app, code=code, name="陈晨")["pin_hash"] == "argon-hash"


def test_a_browser_left_signed_in_by_somebody_else_does_not_lend_out_its_account(db: Database) -> None:
    _, code, _ = a_class(db)
    first = join(db, code, "陈晨")
    second = join(db, code, "吴迪", account_id=first["_sign_in"], account_name="陈晨")
    assert second["_sign_in"] != first["_sign_in"]


def test_the_sixty_first_is_told_that_the_class_is_full(db: Database) -> None:
    _, code, _ = a_class(db)
    for number in range(60):
        join(db, code, f"同学{number}")
    with pytest.raises(Refusal, match="class_full"):
        join(db, code, "同学60")


def test_start_pause_and_end_move_all_desks_of_a_class_together(db: Database, clock: ManualClock) -> None:
    run_id, code, teacher = a_class(db)
    for name in ("陈晨", "吴迪", "孙悦"):
        join(db, code, name)
    with db.app_reading() as app:
        ids = [p.id for p in places.places_of(app, run_id)]
    for place_id in ids[:2]:
        make(db, place_id)
    with db.app_transaction() as app:
        clock_control(app, run_id, "start", teacher)
    clock.pass_ms(3000)
    make(db, ids[2])  # comes late: its clock starts at once
    with db.app_transaction() as app:
        states = app.all(select(Mall.state).where(Mall.class_id == run_id))
        assert [row.state for row in states] == ["running"] * 3
        clock_control(app, run_id, "pause", teacher)
        clock_control(app, run_id, "resume", teacher)
        clock_control(app, run_id, "end", teacher)
    with db.app_reading() as app:
        assert {row.state for row in app.all(select(Mall.state))} == {"ended"}
        kinds = [row.kind for row in app.all(select(ClassEvent).order_by(ClassEvent.seq))]
        assert kinds.count("class.state.changed") == 4
        seqs = [row.seq for row in app.all(select(ClassEvent.seq).order_by(ClassEvent.seq))]
        assert seqs == list(range(1, len(seqs) + 1)) and app.get(Run, run_id).last_seq == seqs[-1]


def test_a_trainee_does_not_start_the_class(db: Database) -> None:
    run_id, code, _ = a_class(db)
    me = join(db, code, "陈晨")
    with db.app_transaction() as app, pytest.raises(Forbidden, match="not_your_run"):
        clock_control(app, run_id, "start", me["_sign_in"])


def test_a_run_ends_by_itself_when_its_time_is_up_and_nobody_is_left(
    db: Database, clock: ManualClock
) -> None:
    made = practise(db)
    make(db, place_of_run(db, made["run_id"]).id)
    with db.app_transaction() as app:
        clock_control(app, made["run_id"], "start", made["_sign_in"])
    clock.pass_ms(599_000)
    assert service_end_due(db) == 0
    clock.pass_ms(2_000)
    assert service_end_due(db) == 1
    with db.app_reading() as app:
        assert app.get(Run, made["run_id"]).state == "ended"
        assert app.one(select(func.count()).select_from(Job).where(Job.kind == "classroom.score_run"))[0] == 1
    assert service_end_due(db) == 0


def service_end_due(db: Database) -> int:
    return run_clock.end_due(db)


def test_a_place_whose_making_failed_is_made_again_when_its_trainee_comes_back(db: Database) -> None:
    run_id, code, _ = a_class(db)
    first = join(db, code, "陈晨")
    places.making_failed(db, place_of_run(db, run_id).id)
    again = join(db, code, "陈晨", account_id=first["_sign_in"], account_name="陈晨")
    assert again["job_id"] != first["job_id"]
    with db.app_reading() as app:
        assert app.one(select(Place)).state == "waiting"
