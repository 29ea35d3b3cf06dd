"""Starting, pausing and ending a run: for all its malls together, in one transaction."""

from typing import Any

from sqlalchemy import func, select

from classroom.runs.models import Place, Run
from classroom.runs.places import places_of
from classroom.runs.rules import after, is_over
from core.context import AppCtx
from core.db.engine import Database
from core.errors import Forbidden
from core.jobs.service import enqueue
from core.live import class_stream
from core.malls.models import Mall
from core.malls.service import end_mall, pause_clock, start_clock
from simulation.shoppers.models import Case

_VERBS = {"start": start_clock, "resume": start_clock, "pause": pause_clock, "end": end_mall}
_FROM = {
    "start": ("ready",),
    "resume": ("paused", "ready"),
    "pause": ("running",),
    "end": ("ready", "running", "paused"),
}
OPEN_CASES = ("planned", "waiting", "talking")


def control(app: AppCtx, *, run_id: int, action: str, account_id: int) -> None:
    """start, pause, resume or end for every mall of the run. Ending puts the computing of results on the
    list.

    Raises NotFound, Forbidden `not_your_run`, IllegalTransition.
    """
    run = app.get(Run, run_id)
    if run.owner_account_id != account_id:
        raise Forbidden("not_your_run")
    apply(app, run, action, actor=f"instructor:{account_id}" if run.kind == "class" else "agent:1")


def apply(app: AppCtx, run: Any, action: str, *, actor: str) -> None:
    """The change itself, whoever may want it. Raises IllegalTransition."""
    state = after(run.state, action)
    for place in places_of(app, run.id):
        if place.mall_id is None:
            continue
        ctx = app.mall(place.mall_id, actor)
        if ctx.mall.state in _FROM[action]:
            _VERBS[action](ctx)
    changed: dict[str, Any] = {"state": state}
    if action == "start":
        changed["started_wall_ms"] = app.wall_ms
    if action == "end":
        changed["ended_wall_ms"] = app.wall_ms
        enqueue(
            app, kind="classroom.score_run", args={"run_id": run.id}, owner=f"account:{run.owner_account_id}"
        )
    app.update(Run, run.id, **changed)
    if run.kind == "class":
        class_stream.record(
            app, run.id, "class.state.changed", {"state": state, "clock": class_clock(app, run.id)}
        )


def mall_clock(app: AppCtx, row: Any) -> dict[str, Any]:
    """Desk time of a mall's row as of now."""
    since = row.running_since_wall_ms
    running = row.state == "running"
    gone = max(0, app.wall_ms - since) if running and since is not None else 0
    return {"desk_ms": max(row.desk_ms + gone, row.last_desk_ms), "running": running}


def class_clock(app: AppCtx, run_id: int) -> dict[str, Any]:
    """The clock of a run: of whichever of its malls has come farthest."""
    rows = app.all(select(Mall).where(Mall.class_id == run_id, Mall.kind == "live"))
    clocks = [mall_clock(app, row) for row in rows]
    return {
        "desk_ms": max((c["desk_ms"] for c in clocks), default=0),
        "running": any(c["running"] for c in clocks),
    }


def end_due(db: Database) -> int:
    """Ends the malls whose time is up, and runs of which all malls have ended. Returns how many malls that
    were.

    Called every few seconds; called twice it finds nothing the second time.
    """
    with db.app_reading() as app:
        due = [(row.run_id, row.id) for row in _running(app) if _is_over(app, row)]
    for run_id, mall_id in due:
        db.hand_over(_end_one, db, run_id, mall_id)
    return len(due)


def _running(app: AppCtx) -> list[Any]:
    columns = [c for c in Mall.__table__.c if c.name != "settings"]
    return list(
        app.all(
            select(*columns, Run.id.label("run_id"), Run.settings.label("run_settings"))
            .join(Place, Place.mall_id == Mall.id)
            .join(Run, Run.id == Place.run_id)
            .where(Mall.state == "running", Run.state == "running")
        )
    )


def _is_over(app: AppCtx, row: Any) -> bool:
    duration = int(row.run_settings.get("duration_ms", 0))
    desk_ms = mall_clock(app, row)["desk_ms"]
    if not duration or desk_ms < duration:
        return False
    still = select(func.count()).where(Case.mall_id == row.id, Case.state.in_(OPEN_CASES))
    found = app.one(still)
    return is_over(desk_ms, duration, int(found[0]) if found else 0)


def _end_one(db: Database, run_id: int, mall_id: int) -> None:
    with db.app_transaction("system") as app:
        run = app.get(Run, run_id)
        ctx = app.mall(mall_id, "system")
        if ctx.mall.state != "running" or run.state != "running":
            return
        end_mall(ctx)
        left = app.one(
            select(func.count())
            .select_from(Place)
            .join(Mall, Mall.id == Place.mall_id)
            .where(Place.run_id == run_id, Mall.state != "ended", Mall.id != mall_id)
        )
        if left is not None and left[0] == 0:
            apply(app, run, "end", actor="system")
