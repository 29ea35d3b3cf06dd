"""A person takes a shopper's place; trying one again; both on a real mall."""

import pytest
from sqlalchemy import select

import app.rooms
from classroom.runs import clock, queries, service
from classroom.scoring.service import score_mall
from core.db.engine import Database
from core.errors import NotFound
from core.identity.models import Seat
from core.jobs.service import run_job
from core.timers.engine import advance


@pytest.fixture
def practising(db: Database) -> tuple[int, int, int]:
    """(run, account, mall), three quarters of a minute into the practice."""
    app.rooms.load()
    with db.app_transaction() as work:
        made = service.practise(
            work, account_id=None, name="小林", language="zh-CN", exercise="late_parcel", quota=0
        )
    assert run_job(db, made["job_id"])
    with db.app_transaction() as work:
        clock.control(work, run_id=made["run_id"], action="start", account_id=made["_sign_in"])
        mall_id = clock.places_of(work, made["run_id"])[0].mall_id
    advance(db, mall_id, 45_000)
    return made["run_id"], made["_sign_in"], mall_id


def test_only_shoppers_who_are_in_can_be_played_and_nothing_true_is_told_of_them(
    db: Database, practising: tuple[int, int, int]
) -> None:
    run_id, account_id, _ = practising
    with db.app_reading() as read:
        items = queries.playable_shoppers(read, run_id=run_id, account_id=account_id)["items"]
    assert len(items) == 1
    assert set(items[0]) == {"id", "nick", "name", "order_no"}


def test_a_case_played_by_a_person_is_not_scored(db: Database, practising: tuple[int, int, int]) -> None:
    run_id, account_id, mall_id = practising
    with db.app_reading() as read:
        shopper = queries.playable_shoppers(read, run_id=run_id, account_id=account_id)["items"][0]["id"]
    with db.app_transaction() as work:
        made = service.take_shopper_seat(work, run_id=run_id, account_id=account_id, shopper_id=shopper)
        seat = work.one(select(Seat).where(Seat.id == made["seat_id"]))
    assert (seat.role, seat.member_id, seat.mall_id) == ("shopper", shopper, mall_id)
    with db.reading(mall_id) as ctx:
        result = score_mall(ctx)
    played = next(c for c in result["cases"] if c["code"] == "LP1")
    assert (played["scored"], played["score"]) == (False, None)


def test_who_is_no_shopper_of_a_case_cannot_be_played(db: Database, practising: tuple[int, int, int]) -> None:
    run_id, account_id, _ = practising
    with db.app_transaction() as work, pytest.raises(NotFound):
        service.take_shopper_seat(work, run_id=run_id, account_id=account_id, shopper_id=99_999)


def test_a_shopper_tried_again_is_a_run_of_its_own_on_the_same_seed(
    db: Database, practising: tuple[int, int, int]
) -> None:
    run_id, account_id, _ = practising
    with db.app_transaction() as work:
        again = service.retry_case(work, run_id=run_id, account_id=account_id, case_code="LP2")
    assert run_job(db, again["job_id"])
    with db.app_reading() as read:
        view = queries.run_view(read, run_id=again["run_id"], account_id=account_id)
    assert (view["state"], view["cases_total"], view["kind"]) == ("ready", 1, "alone")
    with db.app_transaction() as work, pytest.raises(NotFound):
        service.retry_case(work, run_id=run_id, account_id=account_id, case_code="incident-1-1")
