"""The mall every place of a run is a clone of: made once per language, seed and version of the exercise."""

from collections.abc import Callable, Iterator

from sqlalchemy import insert, select

from core.context import AppCtx
from core.db.engine import Database
from core.malls.clone import remove_mall
from core.malls.models import Counter, Mall
from core.malls.service import create_mall
from logistics.carriers.models import Carrier, Hub
from seed.exercises.briefs import brief_of
from seed.exercises.loader import load_exercise
from seed.exercises.models import CasePlan, Exercise
from seed.generator.insert import insert_plan
from seed.generator.opening import plan_opening
from seed.generator.plan import OpeningPlan
from shop.fulfilment.service import wind_clocks
from shop.promises.service import watch
from simulation.cases.service import plan_case
from simulation.couriers.service import set_parcels_moving
from simulation.incidents.service import plan as plan_incident

ROWS_A_CHUNK = 1_200
Progress = Callable[[int], None]


def opening_key(exercise: Exercise, language: str, seed: int) -> str:
    return f"{exercise.code}@{exercise.version}/{language}/{seed}"


def find_opening(app: AppCtx, key: str) -> int | None:
    """The finished opening mall of that key."""
    row = app.one(select(Mall.id).where(Mall.opening_key == key))
    return None if row is None else int(row.id)


def ensure_opening(db: Database, *, code: str, language: str, seed: int, progress: Progress) -> int:
    """The opening mall, made if it is not there yet (in chunks, so that nothing waits for it). Returns its
    id.

    Two workers that make the same one at once both work; the second to finish throws its own away.
    Raises KeyError for an unknown exercise or language.
    """
    exercise = load_exercise(code)
    key = opening_key(exercise, language, seed)
    found = db.hand_over(_look, db, key)
    if found is not None:
        return found
    plan = plan_opening(seed, language, exercise.opened_ms)
    progress(25)
    mall_id = db.hand_over(_begin, db, exercise, language, seed)
    chunks = list(chunked(plan))
    for number, chunk in enumerate(chunks, start=1):
        db.hand_over(_insert, db, mall_id, chunk)
        progress(25 + 60 * number // len(chunks))
    db.hand_over(_count, db, mall_id, plan)
    db.hand_over(_wind, db, mall_id)
    db.hand_over(_move, db, mall_id)
    for case in exercise.cases:
        db.hand_over(_plan, db, mall_id, exercise, case, plan.case_orders[case.truth][case.order])
    if exercise.incidents:
        db.hand_over(_timetable, db, mall_id, exercise)
    progress(90)
    return db.hand_over(_finish, db, mall_id, key)


def _look(db: Database, key: str) -> int | None:
    with db.app_reading() as app:
        return find_opening(app, key)


def chunked(plan: OpeningPlan) -> Iterator[OpeningPlan]:
    """The plan's rows in the plan's order, a few hundred at a time."""
    for table, rows in plan.tables.items():
        for start in range(0, len(rows), ROWS_A_CHUNK):
            yield OpeningPlan({table: rows[start : start + ROWS_A_CHUNK]})


def _begin(db: Database, exercise: Exercise, language: str, seed: int) -> int:
    settings = exercise.settings.model_dump() | {
        "capacity": exercise.capacity,
        "duration_ms": exercise.duration_minutes * 60_000,
        "weights": exercise.weights,
    }
    with db.app_transaction() as app:
        mall_id = create_mall(
            app, language=language, seed=seed, opened_mall_ms=exercise.opened_ms, exercise=exercise.code,
            exercise_version=exercise.version, kind="opening", label=exercise.code, settings=settings,
        )  # fmt: skip
        app.update(Mall, mall_id, state="making")
        return mall_id


def _insert(db: Database, mall_id: int, chunk: OpeningPlan) -> None:
    with db.app_transaction() as app:
        insert_plan(app.connection, mall_id, chunk)


def _count(db: Database, mall_id: int, plan: OpeningPlan) -> None:
    """The mall's own numbers go on after the opening rows."""
    with db.app_transaction() as app:
        app.execute(
            insert(Counter),
            [
                {"mall_id": mall_id, "name": name, "value": top}
                for name, top in plan.last_ids().items()
                if top
            ],
        )


def _wind(db: Database, mall_id: int) -> None:
    with db.transaction(mall_id, "system") as ctx:
        wind_clocks(ctx)
        watch(ctx, silently=True)


def _move(db: Database, mall_id: int) -> None:
    with db.transaction(mall_id, "system") as ctx:
        set_parcels_moving(ctx)


def _plan(db: Database, mall_id: int, exercise: Exercise, case: CasePlan, order_id: int) -> None:
    with db.transaction(mall_id, "system") as ctx:
        plan_case(
            ctx, code=case.code, truth=case.truth, persona=case.persona, order_id=order_id,
            arrival_desk_ms=case.arrives * 1000, brief=brief_of(ctx, exercise, case, order_id),
        )  # fmt: skip


def _timetable(db: Database, mall_id: int, exercise: Exercise) -> None:
    with db.transaction(mall_id, "system") as ctx:
        for planned in exercise.incidents:
            params: dict[str, int | None] = {"days": planned.days, "count": planned.count}
            for name, model, code in (("hub_id", Hub, planned.hub), ("carrier_id", Carrier, planned.carrier)):
                if code is not None:
                    row = ctx.row(model, code=code)
                    if row is None:
                        raise ValueError(f"{planned.kind}: the pack has no {name} {code}")
                    params[name] = row.id
            given = {name: value for name, value in params.items() if value is not None}
            plan_incident(ctx, kind=planned.kind, params=given, desk_ms=planned.at * 1000)


def _finish(db: Database, mall_id: int, key: str) -> int:
    with db.app_transaction() as app:
        other = find_opening(app, key)
        if other is not None:
            remove_mall(app, mall_id)
            return other
        app.update(Mall, mall_id, state="ready", opening_key=key)
        return mall_id
