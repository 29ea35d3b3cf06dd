"""Places of a run: asked for, made by a job, ready. The job comes from above and knows how malls are made."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from classroom.runs.models import Place, Run
from core.context import AppCtx
from core.db.engine import Database
from core.identity.service import create_seat
from core.jobs.service import enqueue
from core.live import class_stream
from core.malls.service import start_clock


@dataclass(frozen=True, slots=True)
class MakingPlan:
    """What the making job must know."""

    run_id: int
    place_id: int
    language: str
    seed: int
    exercise: str
    label: str
    name: str
    settings: dict[str, Any]
    retry_case: str | None


def ask_for(
    app: AppCtx, *, run: Any, account_id: int, name: str, retry_case: str | None = None
) -> tuple[int, str]:
    """A place in the run and the job that makes its mall. Returns (place, job)."""
    place_id = int(
        app.insert(
            Place, run_id=run.id, account_id=account_id, name=name, mall_id=None, seat_id=None,
            state="waiting",
            job_id=None, retry_case=retry_case, created_wall_ms=app.wall_ms,
        )
    )  # fmt: skip
    return place_id, again(app, run_id=run.id, place_id=place_id, account_id=account_id)


def again(app: AppCtx, *, run_id: int, place_id: int, account_id: int) -> str:
    """Puts the making of a place's mall on the list (once more). Returns the job."""
    args = {"run_id": run_id, "place_id": place_id}
    job_id = enqueue(app, kind="seed.make_mall", args=args, owner=f"account:{account_id}")
    app.update(Place, place_id, state="waiting", job_id=job_id)
    return job_id


def begin_making(db: Database, place_id: int) -> MakingPlan | None:
    """Marks the place as being made; None when it is ready already. Raises NotFound."""
    with db.app_transaction() as app:
        place = app.get(Place, place_id)
        run = app.get(Run, place.run_id)
        if place.state == "ready":
            return None
        app.update(Place, place_id, state="making")
        tell_place(app, run, place_id)
        return MakingPlan(
            run.id, place_id, run.language, run.seed, run.exercise, run.name, place.name, run.settings,
            place.retry_case,
        )  # fmt: skip


def making_failed(db: Database, place_id: int) -> None:
    """The job could not make the mall; it may be asked for again."""
    with db.app_transaction() as app:
        place = app.get(Place, place_id)
        app.update(Place, place_id, state="failed")
        tell_place(app, app.get(Run, place.run_id), place_id)


def place_ready(db: Database, place_id: int, mall_id: int, agent_id: int) -> int:
    """Gives the trainee the desk of the mall just made; in a class that already runs its clock starts.
    Returns the seat.
    """
    with db.app_transaction() as app:
        place = app.get(Place, place_id)
        run = app.get(Run, place.run_id)
        if place.seat_id is not None:
            return int(place.seat_id)
        seat_id = create_seat(
            app, mall_id=mall_id, account_id=place.account_id, role="agent", member_id=agent_id
        )
        app.update(Place, place_id, mall_id=mall_id, seat_id=seat_id, state="ready")
        if run.state == "draft":
            app.update(Run, run.id, state="ready")
        elif run.state == "running":
            start_clock(app.mall(mall_id, "system"))
        tell_place(app, run, place_id)
        return seat_id


def tell_place(app: AppCtx, run: Any, place_id: int) -> None:
    """Says on the class stream how a place stands. Someone practising alone has no wall."""
    if run.kind == "class":
        class_stream.record(
            app, run.id, "class.place.joined", {"place": place_view(app.get(Place, place_id))}
        )


def place_view(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "state": row.state,
        "mall_id": row.mall_id,
        "seat_id": row.seat_id,
    }


def places_of(app: AppCtx, run_id: int) -> list[Any]:
    """The places of a run in the order people came."""
    return list(app.all(select(Place).where(Place.run_id == run_id).order_by(Place.id)))


def place_of(app: AppCtx, run_id: int, account_id: int) -> Any:
    """That person's place in the run, or None."""
    return app.one(select(Place).where(Place.run_id == run_id, Place.account_id == account_id))
