"""Which incidents a class has had, and what a new one would hit."""

from typing import Any

import orjson
from sqlalchemy import select

from classroom.runs.models import ClassEvent
from classroom.runs.places import places_of
from core.context import AppCtx
from core.errors import NotFound
from simulation.incidents import service as simulated

KINDS = ("hub_backlog",)
FIRED = "class.incident.fired"


def fired_incidents(app: AppCtx, run_id: int) -> list[dict[str, Any]]:
    """What was put into the malls of a class so far, the oldest first."""
    rows = app.all(
        select(ClassEvent.data)
        .where(ClassEvent.class_id == run_id, ClassEvent.kind == FIRED)
        .order_by(ClassEvent.seq)
    )
    return [orjson.loads(row.data)["incident"] for row in rows]


def any_mall(app: AppCtx, run_id: int) -> int:
    """A mall of the class to look at: all are clones of one opening. Raises NotFound("mall")."""
    for place in places_of(app, run_id):
        if place.mall_id is not None and place.state == "ready":
            return int(place.mall_id)
    raise NotFound("mall")


def ready_malls(app: AppCtx, run_id: int) -> list[int]:
    return [int(p.mall_id) for p in places_of(app, run_id) if p.mall_id is not None and p.state == "ready"]


def options(app: AppCtx, *, run_id: int) -> dict[str, Any]:
    """The hubs with orders still on their way through them, the busiest first, and the kinds of incidents.

    Raises NotFound("mall").
    """
    ctx = app.mall(any_mall(app, run_id), "system")
    hubs = [hub for hub in simulated.options(ctx) if hub["orders"]]
    return {"hubs": hubs, "kinds": list(KINDS)}


def preview(app: AppCtx, *, run_id: int, kind: str, hub_id: int | None, days: int) -> dict[str, Any]:
    """How many orders of each mall an incident would hit, with a few of them.

    Raises Invalid, NotFound (mall, hub), Refusal `incident_no_hub`.
    """
    ctx = app.mall(any_mall(app, run_id), "system")
    found = simulated.preview(ctx, kind, incident_params(hub_id, days))
    return {
        "orders_per_mall": found["orders"],
        "malls": len(ready_malls(app, run_id)),
        "sample": found["sample"],
    }


def incident_params(hub_id: int | None, days: int) -> dict[str, Any]:
    return {"hub_id": hub_id, "days": days}
