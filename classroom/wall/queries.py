"""The class page: who is there, how each desk does, what was put into the malls."""

from typing import Any

from sqlalchemy import func, select

from classroom.incidents.queries import fired_incidents
from classroom.reports.queries import own_class
from classroom.runs.clock import class_clock
from classroom.runs.models import Place, Run
from classroom.runs.network import network_view
from classroom.runs.places import place_view, places_of
from classroom.wall.tiles import tiles_of
from core.context import AppCtx
from core.wire import at


def classes(app: AppCtx, *, account_id: int) -> dict[str, Any]:
    """An instructor's classes, the newest first."""
    rows = app.all(
        select(Run, func.count(Place.id).label("joined"))
        .outerjoin(Place, Place.run_id == Run.id)
        .where(Run.owner_account_id == account_id, Run.kind == "class")
        .group_by(Run.id)
        .order_by(Run.id.desc())
        .limit(200)
    )
    items = [
        {
            "id": r.id, "name": r.name, "state": r.state, "join_code": r.join_code, "joined": r.joined,
            "created_at": at(r.created_wall_ms),
        }
        for r in rows
    ]  # fmt: skip
    return {"items": items, "next": None}


def class_view(app: AppCtx, *, run_id: int, account_id: int, host: str, port: int) -> dict[str, Any]:
    """The whole page of a class, with the seq from which its stream goes on. Raises NotFound."""
    run = own_class(app, run_id, account_id)
    places = places_of(app, run_id)
    return {
        "id": run.id,
        "name": run.name,
        "state": run.state,
        "language": run.language,
        "join_code": run.join_code,
        "seq": run.last_seq,
        "epoch": run.epoch,
        "network": network_view(run.join_code, host, port),
        "places": [place_view(place) for place in places],
        "tiles": tiles_of(app, places),
        "clock": class_clock(app, run_id),
        "duration_ms": int(run.settings.get("duration_ms", 0)),
        "capacity": int(run.settings.get("capacity", 0)),
        "incidents": fired_incidents(app, run_id),
    }
