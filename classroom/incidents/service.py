"""Putting an incident into all malls of a class."""

from typing import Any

from classroom.incidents.queries import FIRED, KINDS, any_mall, incident_params, ready_malls
from classroom.runs.models import Run
from core.context import AppCtx
from core.errors import Invalid, Refusal
from core.jobs.service import enqueue
from core.live import class_stream
from core.wire import at
from logistics.carriers.models import Hub
from simulation.incidents import service as simulated


def fire(
    app: AppCtx, *, run_id: int, kind: str, hub_id: int | None, days: int, account_id: int
) -> dict[str, Any]:
    """Announces an incident on the class's stream and puts it on the list for every mall.

    A job does it mall by mall, so that no desk stutters. Raises Invalid
    `incident_unknown`, NotFound (mall, hub),
    Refusal `run_not_running`.
    """
    run = app.get(Run, run_id)
    if kind not in KINDS:
        raise Invalid("incident_unknown")
    if run.state not in ("running", "paused"):
        raise Refusal("run_not_running", state=run.state)
    ctx = app.mall(any_mall(app, run_id), "system")
    found = simulated.preview(ctx, kind, incident_params(hub_id, days))
    # All malls get the same hub, also when the choice was left to the program.
    params = incident_params(found["hub_id"], days)
    incident = {
        "id": run.last_seq + 1,
        "kind": kind,
        "params": {**params, "hub": ctx.get(Hub, found["hub_id"]).name},
        "fired_at": at(app.wall_ms),
        "orders_hit": found["orders"],
    }
    class_stream.record(app, run_id, FIRED, {"incident": incident})
    args = {
        "run_id": run_id,
        "incident_id": incident["id"],
        "kind": kind,
        "params": params,
        "malls": ready_malls(app, run_id),
        "account_id": account_id,
    }
    job_id = enqueue(app, kind="classroom.fire_incident", args=args, owner=f"account:{account_id}")
    return {**incident, "job_id": job_id}
