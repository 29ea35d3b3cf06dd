"""The jobs that put an incident into the malls of a class and end it there, one mall after another."""

from collections.abc import Callable
from typing import Any

from core.db.engine import Database
from core.errors import Refusal
from core.jobs.registry import job
from simulation.incidents import service as simulated
from simulation.incidents.models import Incident

Progress = Callable[[int], None]


@job("classroom.fire_incident")
def fire_incident(db: Database, args: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Fires the incident in each mall that still goes on; in one where it has been fired before it is not
    fired again, nor where it would hit nobody.
    """
    return _in_every_mall(db, args, progress, _fire)


@job("classroom.clear_incident")
def clear_incident(db: Database, args: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Ends the incident in each mall that still goes on, once."""
    return _in_every_mall(db, args, progress, _clear)


def _in_every_mall(
    db: Database, args: dict[str, Any], progress: Progress, do: Callable[..., int]
) -> dict[str, Any]:
    done = 0
    for number, mall_id in enumerate(args["malls"], start=1):
        done += db.hand_over(do, db, mall_id, args)
        progress(100 * number // len(args["malls"]))
    return {"malls": done}


def _fire(db: Database, mall_id: int, args: dict[str, Any]) -> int:
    with db.transaction(mall_id, f"instructor:{args['account_id']}") as ctx:
        if ctx.mall.state not in ("running", "paused"):
            return 0
        if any(row.params.get("class_incident") == args["incident_id"] for row in ctx.rows(Incident)):
            return 0
        try:
            # What the trainee did before may have left nobody to be hit: found before anything is written.
            if not simulated.preview(ctx, args["kind"], args["params"])["orders"]:
                return 0
        except Refusal:
            return 0
        incident_id = simulated.fire(ctx, args["kind"], args["params"])
        params = ctx.get(Incident, incident_id).params
        # The mark by which a second run of this job sees that it has been here.
        ctx.update(Incident, incident_id, params={**params, "class_incident": args["incident_id"]})
        return 1


def _clear(db: Database, mall_id: int, args: dict[str, Any]) -> int:
    with db.transaction(mall_id, f"instructor:{args['account_id']}") as ctx:
        if ctx.mall.state not in ("running", "paused"):
            return 0
        for row in ctx.rows(Incident, state="active", order_by="id"):
            if row.params.get("class_incident") == args["incident_id"]:
                simulated.clear(ctx, incident_id=row.id)
                return 1
        return 0
