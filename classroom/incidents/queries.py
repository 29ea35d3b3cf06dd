"""Which incidents a class has had, and what a new one would hit."""

from typing import Any

import orjson
from sqlalchemy import select

from classroom.runs.models import ClassEvent
from classroom.runs.places import places_of
from core.context import AppCtx
from core.errors import NotFound
from logistics.carriers.models import Carrier, Hub
from simulation.incidents import service as simulated
from simulation.incidents.rules import KINDS

FIRED, CLEARED = "class.incident.fired", "class.incident.cleared"


def fired_incidents(app: AppCtx, run_id: int) -> list[dict[str, Any]]:
    """What was put into the malls of a class so far, the oldest first; `cleared_at` when it was ended."""
    rows = app.all(
        select(ClassEvent.kind, ClassEvent.data)
        .where(ClassEvent.class_id == run_id, ClassEvent.kind.in_((FIRED, CLEARED)))
        .order_by(ClassEvent.seq)
    )
    found: dict[int, dict[str, Any]] = {}
    for row in rows:
        data = orjson.loads(row.data)
        if row.kind == FIRED:
            incident = data["incident"]
            known = KINDS.get(incident["kind"])
            found[incident["id"]] = {
                **incident,
                "clears": known is not None and known.clears,
                "cleared_at": None,
            }
        elif data["incident_id"] in found:
            found[data["incident_id"]]["cleared_at"] = data["cleared_at"]
    return list(found.values())


def any_mall(app: AppCtx, run_id: int) -> int:
    """A mall of the class to look at: all are clones of one opening. Raises NotFound("mall")."""
    for place in places_of(app, run_id):
        if place.mall_id is not None and place.state == "ready":
            return int(place.mall_id)
    raise NotFound("mall")


def ready_malls(app: AppCtx, run_id: int) -> list[int]:
    return [int(p.mall_id) for p in places_of(app, run_id) if p.mall_id is not None and p.state == "ready"]


def options(app: AppCtx, *, run_id: int) -> dict[str, Any]:
    """Hubs and carriers with orders that trouble there would hit, the busiest first; the kinds of incidents
    with their parameters.

    Raises NotFound("mall").
    """
    found = simulated.options(app.mall(any_mall(app, run_id), "system"))
    return {
        **found,
        "hubs": [hub for hub in found["hubs"] if hub["orders"]],
        "carriers": [carrier for carrier in found["carriers"] if carrier["orders"]],
    }


def preview(app: AppCtx, *, run_id: int, kind: str, **given: int | None) -> dict[str, Any]:
    """How many orders of each mall an incident would hit, with a few of them.

    Raises Invalid, NotFound (mall, hub, carrier), Refusal `incident_no_hub`, `incident_no_carrier`.
    """
    ctx = app.mall(any_mall(app, run_id), "system")
    found = simulated.preview(ctx, kind, dict(given))
    return {
        "orders_per_mall": found["orders"],
        "malls": len(ready_malls(app, run_id)),
        "sample": found["sample"],
    }


def named(app: AppCtx, run_id: int, params: dict[str, Any]) -> dict[str, Any]:
    """Parameters for people: the names of hub and carrier beside their numbers."""
    ctx = app.mall(any_mall(app, run_id), "system")
    words = {}
    if params.get("hub_id") is not None and params.get("carrier_id") is None:
        words["hub"] = ctx.get(Hub, params["hub_id"]).name
    if params.get("carrier_id") is not None:
        words["carrier"] = ctx.get(Carrier, params["carrier_id"]).name
    return {**params, **words}


def fired_incident(app: AppCtx, run_id: int, incident_id: int) -> dict[str, Any]:
    """One incident of the class. Raises NotFound("incident")."""
    for incident in fired_incidents(app, run_id):
        if incident["id"] == incident_id:
            return incident
    raise NotFound("incident", id=incident_id)
