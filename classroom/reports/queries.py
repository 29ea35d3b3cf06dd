"""Results as they are asked for: of one mall, of a whole class."""

from typing import Any

from sqlalchemy import select

from classroom.runs.models import Place, Run
from classroom.runs.places import places_of
from classroom.scoring.service import kept_result, score_mall
from core.context import AppCtx
from core.db.engine import Database
from core.errors import NotFound
from core.wire import at


def stored_result(app: AppCtx, *, mall_id: int) -> dict[str, Any] | None:
    """The result as the job stored it when the run ended, or None."""
    return kept_result(app, mall_id)


def result_now(db: Database, mall_id: int) -> dict[str, Any]:
    """The result computed now, for whoever asks before the job has stored it. For a thread of its own: it
    reads a whole
    log, and the loop has no time for that.
    """
    try:
        with db.reading(mall_id, "system") as ctx:
            return score_mall(ctx)
    finally:
        db.close_thread()


def own_class(app: AppCtx, run_id: int, account_id: int) -> Any:
    """The class if it is this instructor's. Raises NotFound."""
    run = app.get(Run, run_id)
    if run.kind != "class" or run.owner_account_id != account_id:
        raise NotFound("class", id=run_id)
    return run


def place_of_class(app: AppCtx, *, run_id: int, place_id: int, account_id: int) -> dict[str, Any]:
    """The mall of a trainee of one's own class, also while the class is still at it. Raises NotFound."""
    own_class(app, run_id, account_id)
    place = app.one(select(Place).where(Place.id == place_id, Place.run_id == run_id))
    if place is None or place.mall_id is None:
        raise NotFound("place", id=place_id)
    return {"mall_id": int(place.mall_id), "place": {"id": place.id, "name": place.name}}


def class_results(app: AppCtx, *, run_id: int, account_id: int) -> dict[str, Any]:
    """One row for each place, as far as results are stored; the best first. Raises NotFound."""
    own_class(app, run_id, account_id)
    rows, computed = [], None
    for place in places_of(app, run_id):
        kept = kept_result(app, place.mall_id) if place.mall_id is not None else None
        summary: dict[str, Any] = kept["summary"] if kept else {}
        computed = max(filter(None, (computed, kept["computed_at"] if kept else None)), default=None)
        rows.append(
            {
                "place_id": place.id,
                "name": place.name,
                "score": summary.get("score"),
                "cases_scored": summary.get("cases_scored", 0),
                "csat": summary.get("csat"),
                "first_reply_ms": (summary.get("first_reply_ms") or {}).get("mean"),
                "average_reply_ms": summary.get("average_reply_ms"),
                "answered_3m": summary.get("answered_3m"),
                "contradicted": summary.get("contradicted", 0),
                "knock_outs": summary.get("knock_outs", 0),
                "result_url": f"/results/{run_id}/{place.id}",
            }
        )
    rows.sort(key=lambda row: (-(row["score"] if row["score"] is not None else -1), row["place_id"]))
    return {"rows": rows, "computed_at": computed}


def sheet_data(app: AppCtx, *, run_id: int, account_id: int) -> dict[str, Any]:
    """Everything the sheet shows: the class, the rows, and each place's cases. Raises NotFound."""
    run = own_class(app, run_id, account_id)
    table = class_results(app, run_id=run_id, account_id=account_id)
    malls = {place.id: place.mall_id for place in places_of(app, run_id)}
    cases = []
    for row in table["rows"]:
        kept = kept_result(app, malls[row["place_id"]]) if malls[row["place_id"]] else None
        for case in kept["cases"] if kept else ():
            cases.append({"name": row["name"], **case})
    return {
        "name": run.name,
        "language": run.language,
        "started_at": at(run.started_wall_ms),
        "rows": table["rows"],
        "cases": cases,
    }
