"""Marking the malls of a run when it has ended."""

from collections.abc import Callable
from typing import Any

from classroom.runs.models import Run
from classroom.runs.places import places_of
from classroom.scoring.service import keep_result, score_mall
from core.db.engine import Database
from core.jobs.registry import job
from core.live import class_stream


@job("classroom.score_run")
def score_run(db: Database, args: dict[str, Any], progress: Callable[[int], None]) -> dict[str, Any]:
    """Scores every mall of a run; done twice it computes the same again."""
    run_id = int(args["run_id"])
    with db.app_reading() as app:
        malls = [place.mall_id for place in places_of(app, run_id) if place.mall_id is not None]
    for number, mall_id in enumerate(malls, start=1):
        with db.reading(mall_id, "system") as ctx:
            result = score_mall(ctx)
        db.hand_over(_keep, db, mall_id, result)
        progress(100 * number // len(malls))
    db.hand_over(_tell, db, run_id)
    return {"run_id": run_id, "malls": len(malls)}


def _keep(db: Database, mall_id: int, result: dict[str, Any]) -> None:
    with db.app_transaction() as app:
        keep_result(app, mall_id=mall_id, result=result)


def _tell(db: Database, run_id: int) -> None:
    with db.app_transaction() as app:
        if app.get(Run, run_id).kind == "class":
            class_stream.record(app, run_id, "class.results.computed", {"run_id": run_id})
