"""Keeps the wall fresh: what a commit touched is told to the class at most once a second for each desk."""

import threading
from typing import Any

from sqlalchemy import select

from classroom.runs.models import Place, Run
from classroom.wall.tiles import tiles_of
from core.db.engine import Database
from core.live import class_stream

_lock = threading.Lock()
_dirty: set[int] = set()
_TILES_A_FLUSH = 20
_CHANGING = (
    "helpdesk.conversation.",
    "helpdesk.message.sent",
    "helpdesk.agent.",
    "simulation.case.",
    "shop.payout.",
)


def install(db: Database) -> None:
    """From now on every commit of this process marks the mall it touched."""
    db.on_commit(mark)


def mark(mall_id: int, recorded: list[Any]) -> None:
    """A mall has changed in a way its tile shows."""
    if any(row.kind.startswith(_CHANGING) for row in recorded):
        with _lock:
            _dirty.add(mall_id)


def flush(db: Database) -> int:
    """Computes the tiles of marked malls and says them on their classes' streams. Returns how many.

    Call it once a second: however busy a desk is, its tile is told once. A short piece at a time, the rest
    next time.
    """
    with _lock:
        batch = sorted(_dirty)[:_TILES_A_FLUSH]
        _dirty.difference_update(batch)
    if not batch:
        return 0
    with db.app_transaction() as app:
        places = app.all(
            select(Place, Run.kind)
            .join(Run, Run.id == Place.run_id)
            .where(Place.mall_id.in_(batch), Run.kind == "class", Run.state != "ended")
        )
        runs = {place.id: place.run_id for place in places}
        tiles = tiles_of(app, places)
        for tile in tiles:
            class_stream.record(app, runs[tile["place_id"]], "class.tile.changed", {"tile": tile})
    return len(tiles)
