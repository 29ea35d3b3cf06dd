"""Practising alone, opening a class, joining it, trying a shopper again, taking a shopper's place."""

from typing import Any

from sqlalchemy import func, select

from classroom.runs.catalogue import offered
from classroom.runs.models import Run
from classroom.runs.places import again, ask_for, place_of, places_of, tell_place
from classroom.runs.rules import DAY_MS, check_quota, check_room, clean_code, practice_seed
from core.context import AppCtx
from core.errors import Forbidden, Invalid, NotFound, Refusal
from core.identity.rules import name_key
from core.identity.service import add_member, create_account, create_seat, find_member, set_pin
from core.ids import readable_code
from core.jobs.service import enqueue
from simulation.cases.service import take_over
from simulation.shoppers.models import Case

LANGUAGES = ("zh-CN", "en")
SIGN_IN = "_sign_in"


def practise(
    app: AppCtx, *, account_id: int | None, name: str, language: str, exercise: str, quota: int
) -> dict[str, Any]:
    """A private run of an exercise, its mall on the list to be made. Somebody new gets an account.

    Raises Invalid `bad_name`, `language_unknown`, NotFound("exercise"), Refusal `practice_quota` (429).
    """
    if language not in LANGUAGES:
        raise Invalid("language_unknown")
    chosen = offered(exercise)
    before = _practised(app, account_id, 0)
    check_quota(_practised(app, account_id, app.wall_ms - DAY_MS), quota)
    if account_id is None:
        account_id = create_account(app, kind="trainee", name=name, language=language)
    run_id = _new_run(
        app, kind="alone", name=name, join_code=None, owner=account_id, language=language, exercise=exercise,
        seed=practice_seed(before), settings={"capacity": chosen.capacity, "duration_ms": chosen.duration_ms},
    )  # fmt: skip
    _, job_id = ask_for(app, run=app.get(Run, run_id), account_id=account_id, name=name)
    return {"run_id": run_id, "job_id": job_id, SIGN_IN: account_id}


def _practised(app: AppCtx, account_id: int | None, since_wall_ms: int) -> int:
    if account_id is None:
        return 0
    row = app.one(
        select(func.count())
        .select_from(Run)
        .where(Run.owner_account_id == account_id, Run.kind == "alone", Run.created_wall_ms > since_wall_ms)
    )
    return int(row[0]) if row else 0


def _new_run(
    app: AppCtx, *, kind: str, name: str, join_code: str | None, owner: int, language: str, exercise: str,
    seed: int,
    settings: dict[str, Any],
) -> int:  # fmt: skip
    return int(
        app.insert(
            Run, kind=kind, name=name, join_code=join_code, owner_account_id=owner, language=language,
            exercise=exercise, seed=seed, state="draft" if kind == "alone" else "ready", settings=settings,
            opening_mall_id=None, epoch=app.ids.token(9), last_seq=0, created_wall_ms=app.wall_ms,
            started_wall_ms=None, ended_wall_ms=None,
        )
    )  # fmt: skip


def create_class(
    app: AppCtx, *, account_id: int, name: str, language: str, seed: int | None = None,
    duration_minutes: int | None = None, capacity: int | None = None, exercise: str = "late_parcel",
) -> int:  # fmt: skip
    """A class with a join code; its opening mall is put on the list at once. Returns the run's id.

    Raises Invalid `language_unknown`, NotFound("exercise").
    """
    if language not in LANGUAGES:
        raise Invalid("language_unknown")
    chosen = offered(exercise)
    settings = {
        "capacity": capacity or chosen.capacity,
        "duration_ms": duration_minutes * 60_000 if duration_minutes else chosen.duration_ms,
    }
    run_id = _new_run(
        app, kind="class", name=name, join_code=_free_code(app), owner=account_id, language=language,
        exercise=exercise, seed=1 + app.ids.below(9999) if seed is None else seed, settings=settings,
    )  # fmt: skip
    add_member(app, class_id=run_id, account_id=account_id, role="instructor", name=f"#{account_id}")
    run = app.get(Run, run_id)
    args = {"exercise": exercise, "language": language, "seed": run.seed}
    enqueue(app, kind="seed.make_opening", args=args, owner=f"account:{account_id}")
    return run_id


def _free_code(app: AppCtx) -> str:
    while True:
        code = readable_code(app.ids)
        if app.one(select(Run.id).where(Run.join_code == code)) is None:
            return code


def class_of_code(app: AppCtx, code: str) -> Any:
    """The class of a join code. Raises Refusal `join_code_unknown` (404), `class_ended`."""
    run = app.one(select(Run).where(Run.join_code == clean_code(code)))
    if run is None:
        raise Refusal("join_code_unknown", 404)
    if run.state == "ended":
        raise Refusal("class_ended")
    return run


def who_joins(app: AppCtx, *, code: str, name: str) -> dict[str, Any]:
    """Whether the name is taken in that class, by which account, and the hash of its PIN."""
    run = class_of_code(app, code)
    member = find_member(app, class_id=run.id, name=name)
    return {
        "account_id": member.account_id if member else None,
        "pin_hash": member.pin_hash if member else None,
    }


def join(
    app: AppCtx, *, code: str, name: str, account_id: int | None, account_name: str | None, pin_hash: str |
    None,
    pin_right: bool,
) -> dict[str, Any]:  # fmt: skip
    """Takes part in a class: with a free name anew, with one's own name as before (same browser, or the PIN).

    Raises Refusal `join_code_unknown` (404), `class_ended`, `class_full`, Forbidden `pin_needed`, Invalid
    `bad_name`.
    """
    run = class_of_code(app, code)
    member = find_member(app, class_id=run.id, name=name)
    if member is not None:
        if member.account_id != account_id and not pin_right:
            raise Forbidden("pin_needed")
        if member.role == "instructor":
            raise Forbidden("pin_needed")
        if member.pin_hash is None and pin_hash is not None:
            set_pin(app, member_id=member.id, pin_hash=pin_hash)
        return _seat_again(app, run, member.account_id, member.pin_hash is None and pin_hash is None)
    check_room(len(places_of(app, run.id)))
    # A browser left signed in by somebody else on a shared machine must not lend out its account.
    own = account_id is not None and account_name is not None and name_key(account_name) == name_key(name)
    if not own or account_id is None or place_of(app, run.id, account_id) is not None:
        account_id = create_account(app, kind="trainee", name=name, language=run.language)
    add_member(app, class_id=run.id, account_id=account_id, role="trainee", name=name, pin_hash=pin_hash)
    place_id, job_id = ask_for(app, run=run, account_id=account_id, name=name.strip())
    tell_place(app, run, place_id)
    return {"run_id": run.id, "job_id": job_id, "pin_needed": pin_hash is None, SIGN_IN: account_id}


def _seat_again(app: AppCtx, run: Any, account_id: int, without_pin: bool) -> dict[str, Any]:
    place = place_of(app, run.id, account_id)
    job_id = place.job_id if place else None
    if place is not None and place.state == "failed":
        job_id = again(app, run_id=run.id, place_id=place.id, account_id=account_id)
    return {"run_id": run.id, "job_id": job_id, "pin_needed": without_pin, SIGN_IN: account_id}


def retry_case(app: AppCtx, *, run_id: int, account_id: int, case_code: str) -> dict[str, Any]:
    """The same shopper again, in a clone of the same opening, for oneself. Raises NotFound (run, case)."""
    run = app.get(Run, run_id)
    place = place_of(app, run_id, account_id)
    if place is None or place.mall_id is None:
        raise NotFound("run", id=run_id)
    known = app.one(select(Case.brief).where(Case.mall_id == place.mall_id, Case.code == case_code))
    # Whom an incident sent in is not in the opening, so there is nothing to clone them from.
    if known is None or "marking" not in known.brief:
        raise NotFound("case", name=case_code)
    retry_id = _new_run(
        app, kind="alone", name=run.name, join_code=None, owner=account_id, language=run.language,
        exercise=run.exercise, seed=run.seed, settings=run.settings,
    )  # fmt: skip
    _, job_id = ask_for(
        app, run=app.get(Run, retry_id), account_id=account_id, name=place.name, retry_case=case_code
    )
    return {"run_id": retry_id, "job_id": job_id}


def take_shopper_seat(app: AppCtx, *, run_id: int, account_id: int, shopper_id: int) -> dict[str, Any]:
    """A person plays this shopper from now on; the case is not scored. Raises NotFound (run, shopper)."""
    place = place_of(app, run_id, account_id)
    if place is None or place.mall_id is None:
        raise NotFound("run", id=run_id)
    ctx = app.mall(place.mall_id, "system")
    case = app.one(
        select(Case.id, Case.state).where(Case.mall_id == place.mall_id, Case.shopper_id == shopper_id)
    )
    if case is None or case.state == "ended":
        raise NotFound("shopper", id=shopper_id)
    take_over(ctx, case_id=case.id)
    seat_id = create_seat(
        app, mall_id=place.mall_id, account_id=account_id, role="shopper", member_id=shopper_id
    )
    return {"seat_id": seat_id}
