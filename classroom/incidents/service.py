"""Putting an incident into all malls of a class."""

from typing import Any

from classroom.incidents.queries import FIRED, KINDS, any_mall, hit_orders, incident_params, ready_malls
from classroom.runs.models import Run
from core.context import AppCtx
from core.errors import Invalid, Refusal
from core.jobs.service import enqueue
from core.live import class_stream
from core.wire import at
from logistics.carriers.models import Hub


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
    hub = ctx.get(Hub, hub_id) if hub_id is not None else None
    incident = {
        "id": run.last_seq + 1,
        "kind": kind,
        "params": {**incident_params(hub_id, days), "hub": hub.name if hub else None},
        "fired_at": at(app.wall_ms),
        "orders_hit": len(hit_orders(ctx, kind, hub_id, days)),
    }
    class_stream.record(app, run_id, FIRED, {"incident": incident})
    args = {
        "run_id": run_id,
        "incident_id": incident["id"],
        "kind": kind,
        "params": incident_params(hub_id, days),
        "malls": ready_malls(app, run_id),
        "account_id": account_id,
    }
    job_id = enqueue(app, kind="classroom.fire_incident", args=args, owner=f"account:{account_id}")
    return {**incident, "job_id": job_id}
