"""The job that puts an incident into the malls of a class, one after another."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from core.db.engine import Database
from core.jobs.registry import job
from simulation.incidents import service as simulated
from simulation.incidents.models import Incident


@job("classroom.fire_incident")
def fire_incident(db: Database, args: dict[str, Any], progress: Callable[[int], None]) -> dict[str, Any]:
    """Fires the incident in each mall that still goes on; in one where it has been fired before it is not
    fired again.
    """
    fired = 0
    for number, mall_id in enumerate(args["malls"], start=1):
        fired += db.hand_over(_fire, db, mall_id, args)
        progress(100 * number // len(args["malls"]))
    return {"malls": fired}


def _fire(db: Database, mall_id: int, args: dict[str, Any]) -> int:
    with db.transaction(mall_id, f"instructor:{args['account_id']}") as ctx:
        if ctx.mall.state not in ("running", "paused"):
            return 0
        fired = ctx.all(select(Incident.params).where(Incident.mall_id == mall_id))
        if any(row.params.get("class_incident") == args["incident_id"] for row in fired):
            return 0
        incident_id = simulated.fire(ctx, args["kind"], args["params"])
        params = ctx.get(Incident, incident_id).params
        # The mark by which a second run of this job sees that it has been here.
        ctx.update(Incident, incident_id, params={**params, "class_incident": args["incident_id"]})
        return 1
