"""Plays recorded commands again: the same verbs, said by the same people, at the same desk times."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import json
from core.commands.models import Command
from core.commands.runner import run_command
from core.db.engine import Database
from core.timers.engine import advance

_COMMANDS = Command.__table__


@dataclass(frozen=True, slots=True)
class RecordedCommand:
    """One accepted command, as it can be said again."""

    actor: str
    key: str
    verb: str
    args: dict[str, Any]
    status: int
    desk_ms: int


def recorded_commands(session: Session, mall_id: int) -> Sequence[RecordedCommand]:
    """Everything people did in a mall, in the order it took effect."""
    c = _COMMANDS.c
    rows = session.connection().execute(
        select(c.actor, c.key, c.verb, c.args, c.status, c.desk_ms)
        .where(c.mall_id == mall_id, c.scope == f"mall:{mall_id}")
        .order_by(c.desk_ms, c.first_seq, c.wall_ms, c.actor, c.key)
    )
    return [
        RecordedCommand(row.actor, row.key, row.verb, json.loads(row.args), row.status, row.desk_ms)
        for row in rows
    ]


def replay(
    db: Database,
    mall_id: int,
    commands: Iterable[RecordedCommand],
    *,
    until_desk_ms: int | None = None,
    batch: int = 100,
) -> int:
    """Says `commands` again in a mall that stands where the recorded one stood before them; then lets it
    go on to `until_desk_ms`. Returns how many were said. Raises what a verb refuses: then the story is not
    the recorded one."""
    said = 0
    for one in commands:
        advance(db, mall_id, one.desk_ms, batch=batch)
        run_command(
            db,
            mall_id=mall_id,
            actor=one.actor,
            key=one.key,
            verb=one.verb,
            args=one.args,
            status=one.status,
            desk_ms=one.desk_ms,
        )
        said += 1
    if until_desk_ms is not None:
        advance(db, mall_id, until_desk_ms, batch=batch)
    return said
