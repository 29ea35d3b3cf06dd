"""Opens a mall inside a transaction: its row (locked, on PostgreSQL), its clock, its time."""

from typing import Any

import orjson
from sqlalchemy import Connection

from core.context.ctx import Ctx
from core.context.values import MallInfo
from core.driver import Driver
from core.errors import NotFound

_FIXED = (
    "id, kind, class_id, label, language, zone, seed, exercise, exercise_version, settings, epoch, state, "
    "opened_mall_ms, clock"
)
_SELECT = f"SELECT {_FIXED}, desk_ms, running_since_wall_ms, last_seq, last_desk_ms FROM malls WHERE id = ?"
_known: dict[int, tuple[tuple[Any, ...], MallInfo]] = {}
_KEEP = 256


def open_mall(
    connection: Connection, mall_id: int, *, actor: str, wall_ms: int, desk_ms: int | None, lock: bool
) -> Ctx:
    """The mall's ctx at `desk_ms`, else at what its clock shows now; never before its newest event. Raises
    NotFound."""
    driver = Driver(connection)
    row = driver.one(_SELECT if driver.sqlite or not lock else _SELECT + " FOR UPDATE", (mall_id,))
    if row is None:
        raise NotFound("mall", id=mall_id)
    kept_desk, since, last_seq, last_desk = row[14:]
    if desk_ms is None:
        desk_ms = kept_desk if since is None else kept_desk + max(0, wall_ms - since)
    return Ctx(
        connection,
        _info(row[:14]),
        actor=actor,
        wall_ms=wall_ms,
        desk_ms=max(desk_ms, last_desk),
        last_seq=last_seq,
        last_desk_ms=last_desk,
        read_only=not lock,
    )


def _info(fixed: tuple[Any, ...]) -> MallInfo:
    known = _known.get(fixed[0])
    if known is not None and known[0] == fixed:
        return known[1]
    info = MallInfo(
        id=fixed[0],
        kind=fixed[1],
        class_id=fixed[2],
        label=fixed[3],
        language=fixed[4],
        zone=fixed[5],
        seed=fixed[6],
        exercise=fixed[7],
        exercise_version=fixed[8],
        settings=orjson.loads(fixed[9]),
        epoch=fixed[10],
        state=fixed[11],
        opened_mall_ms=fixed[12],
        pieces=tuple((p[0], p[1], p[2]) for p in orjson.loads(fixed[13])),
    )
    if len(_known) >= _KEEP:
        _known.clear()
    _known[fixed[0]] = (fixed, info)
    return info
