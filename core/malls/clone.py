"""A second mall like the first: rows copied inside the database, table by table."""

from typing import Any

from sqlalchemy import Table

from core.context import AppCtx
from core.db.base import Base
from core.errors import NotFound
from core.malls.models import Mall


def mall_tables() -> list[Table]:
    """Every table whose rows belong to a mall and are keyed inside it, referenced ones first."""
    return [
        table
        for table in Base.metadata.sorted_tables
        if "mall_id" in table.primary_key.columns and len(table.primary_key.columns) > 1
    ]


def clone_mall(
    app: AppCtx, source_id: int, *, label: str | None = None, kind: str = "live", class_id: int | None = None,
    opening_key: str | None = None, settings: dict[str, Any] | None = None,
) -> int:  # fmt: skip
    """A mall with the same rows, log, clock and future as `source_id`, standing, with an epoch of its own.

    `settings` are laid over the source's. Returns its id. Raises NotFound (mall).
    """
    mall_id = new_mall_like(
        app, source_id, label=label, kind=kind, class_id=class_id, opening_key=opening_key, settings=settings
    )
    for table in mall_tables():
        app.driver.run(copy_rows(table), (mall_id, source_id))
    return mall_id


def new_mall_like(
    app: AppCtx, source_id: int, *, settings: dict[str, Any] | None = None, **changed: Any
) -> int:
    """Only the mall's own row. Raises NotFound (mall)."""
    source = app.one(Mall.__table__.select().where(Mall.id == source_id))
    if source is None:
        raise NotFound("mall", id=source_id)
    row = source._asdict()
    del row["id"]
    label = changed.pop("label", None)
    running = row["state"] == "running" and row["running_since_wall_ms"] is not None
    if running:
        row["desk_ms"] += max(0, app.wall_ms - row["running_since_wall_ms"])
    row.update(
        changed, label=row["label"] if label is None else label, settings={**row["settings"], **(settings or {})},
        epoch=app.ids.token(9), running_since_wall_ms=None, created_wall_ms=app.wall_ms,
        state="paused" if row["last_desk_ms"] or row["desk_ms"] else "ready",
    )  # fmt: skip
    return int(app.insert(Mall, **row))


def copy_rows(table: Table) -> str:
    """INSERT ... SELECT of one table, from the second parameter's mall to the first's."""
    columns = ", ".join(f'"{column.name}"' for column in table.columns if column.name != "mall_id")
    return f'INSERT INTO "{table.name}" (mall_id, {columns}) SELECT ?, {columns} FROM "{table.name}" WHERE mall_id = ?'
