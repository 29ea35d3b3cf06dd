"""The jobs that make malls. Both may run twice: what is there is found, what was half made is thrown away."""

from collections.abc import Callable
from typing import Any

from classroom.runs import places
from classroom.runs.catalogue import Offer, offer
from core.db.engine import Database
from core.events.log import log_hash
from core.jobs.registry import job
from seed.exercises.loader import EXERCISES, load_exercise
from seed.exercises.making import AGENT_ID, exercise_mall
from seed.exercises.opening import ensure_opening
from simulation.bots.service import run_bot


def offer_exercises() -> None:
    """Makes every exercise of this package known to the classroom."""
    for code in EXERCISES:
        one = load_exercise(code)
        offer(
            Offer(
                code, one.version, one.title.by_language(), one.goal.by_language(),
                one.duration_minutes * 60_000,                one.capacity, len(one.cases),
                {truth: plan.model_dump() for truth, plan in one.truths.items()}, one.weights,
            )
        )  # fmt: skip


offer_exercises()


@job("seed.make_opening")
def make_opening(db: Database, args: dict[str, Any], progress: Callable[[int], None]) -> dict[str, Any]:
    """Makes the opening mall of a run before anybody has joined it."""
    mall_id = ensure_opening(
        db, code=args["exercise"], language=args["language"], seed=args["seed"], progress=progress
    )
    return {"opening_mall_id": mall_id}


@job("seed.make_mall")
def make_mall(db: Database, args: dict[str, Any], progress: Callable[[int], None]) -> dict[str, Any]:
    """Makes the mall of one place and seats its trainee. Raises NotFound when place or run are gone."""
    plan = db.hand_over(places.begin_making, db, args["place_id"])
    if plan is None:
        return {"place_id": args["place_id"]}
    try:
        mall_id = exercise_mall(
            db, language=plan.language, seed=plan.seed, exercise=plan.exercise, label=plan.label,
            class_id=plan.run_id, settings=plan.settings, only_case=plan.retry_case, agent_name=plan.name,
            progress=progress,
        )  # fmt: skip
    except Exception:
        db.hand_over(places.making_failed, db, args["place_id"])
        raise
    seat_id = db.hand_over(places.place_ready, db, args["place_id"], mall_id, AGENT_ID)
    return {"place_id": args["place_id"], "mall_id": mall_id, "seat_id": seat_id}


@job("seed.rehearse")
def rehearse(db: Database, args: dict[str, Any], progress: Callable[[int], None]) -> dict[str, Any]:
    """Lets a bot play a whole run of an exercise; says how long its log became and its hash.

    Begun again after a worker died it plays in a mall of its own, to the same hash.
    """
    mall_id = exercise_mall(
        db, language=args["language"], seed=args["seed"], exercise=args["exercise"],
        label=f"rehearse {args['bot']}", progress=lambda percent: progress(percent // 2),
    )  # fmt: skip
    run_bot(db, mall_id, args["bot"])
    with db.reading(mall_id) as ctx:
        return {"mall_id": mall_id, "events": ctx.last_seq, "log_hash": log_hash(ctx.session, mall_id)}
