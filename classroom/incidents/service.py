"""Putting an incident into all malls of a class, and ending it there."""

from typing import Any

from classroom.incidents.queries import (
    CLEARED,
    FIRED,
    any_mall,
    fired_incident,
    named,
    ready_malls,
)
from classroom.runs.models import Run
from core.context import AppCtx
from core.errors import Refusal
from core.jobs.service import enqueue
from core.live import class_stream
from core.wire import at
from simulation.incidents import service as simulated
from simulation.incidents.rules import KINDS


def fire(app: AppCtx, *, run_id: int, kind: str, account_id: int, **given: int | None) -> dict[str, Any]:
    """Announces an incident on the class's stream and puts it on the list for every mall.

    A job does it mall by mall, so that no desk stutters. Raises Invalid (kind, parameters), NotFound (mall,
    hub, carrier), Refusal `run_not_running`, `incident_hits_nobody`, `incident_no_hub`,
    `incident_no_carrier`.
    """
    run = _running(app, run_id)
    found = simulated.preview(app.mall(any_mall(app, run_id), "system"), kind, dict(given))
    if not found["orders"] and KINDS[kind].disruption is None:
        raise Refusal("incident_hits_nobody", incident_kind=kind)
    # All malls get the same hub or carrier, also when the choice was left to the program.
    wanted = {param.name for param in KINDS[kind].params}
    params = {name: value for name, value in found["params"].items() if name in wanted}
    incident = {
        "id": run.last_seq + 1,
        "kind": kind,
        "params": named(app, run_id, params),
        "fired_at": at(app.wall_ms),
        "orders_hit": found["orders"],
    }
    class_stream.record(app, run_id, FIRED, {"incident": incident})
    args = {"incident_id": incident["id"], "kind": kind, "params": params}
    job_id = _enqueue(app, "classroom.fire_incident", run_id, account_id, args)
    return {**incident, "clears": KINDS[kind].clears, "cleared_at": None, "job_id": job_id}


def clear(app: AppCtx, *, run_id: int, incident_id: int, account_id: int) -> dict[str, Any]:
    """Ends an incident in every mall of the class, mall by mall.

    Raises NotFound (incident), Refusal `run_not_running`, `incident_does_not_end`, `incident_ended`.
    """
    _running(app, run_id)
    incident = fired_incident(app, run_id, incident_id)
    if not incident["clears"]:
        raise Refusal("incident_does_not_end", incident_kind=incident["kind"])
    if incident["cleared_at"] is not None:
        raise Refusal("incident_ended", incident_kind=incident["kind"])
    cleared_at = at(app.wall_ms)
    class_stream.record(app, run_id, CLEARED, {"incident_id": incident_id, "cleared_at": cleared_at})
    args = {"incident_id": incident_id}
    job_id = _enqueue(app, "classroom.clear_incident", run_id, account_id, args)
    return {**incident, "cleared_at": cleared_at, "job_id": job_id}


def _running(app: AppCtx, run_id: int) -> Any:
    run = app.get(Run, run_id)
    if run.state not in ("running", "paused"):
        raise Refusal("run_not_running", state=run.state)
    return run


def _enqueue(app: AppCtx, kind: str, run_id: int, account_id: int, args: dict[str, Any]) -> str:
    whole = {**args, "run_id": run_id, "malls": ready_malls(app, run_id), "account_id": account_id}
    return enqueue(app, kind=kind, args=whole, owner=f"account:{account_id}")
