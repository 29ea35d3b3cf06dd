"""A second mall like the first: rows copied inside the database, table by table. And taking a mall away."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Table

from core.context import AppCtx
from core.db.base import Base
from core.db.engine import Database
from core.errors import NotFound
from core.malls.models import Mall

CHUNK = 4_000


def mall_tables() -> list[Table]:
    """Every table whose rows belong to a mall and are keyed inside it, referenced ones first."""
    return [
        table
        for table in Base.metadata.sorted_tables
        if "mall_id" in table.primary_key.columns and len(table.primary_key.columns) > 1
    ]


def clone_mall(
    app: AppCtx,
    source_id: int,
    *,
    label: str | None = None,
    kind: str = "live",
    class_id: int | None = None,
    opening_key: str | None = None,
    settings: dict[str, Any] | None = None,
) -> int:
    """A mall with the same rows, log, clock and future as `source_id`, standing, with an epoch of its own.

    `settings` are laid over the source's. Returns its id. Raises NotFound (mall).
    """
    mall_id, _ = _new_mall_like(
        app, source_id, label=label, kind=kind, class_id=class_id, opening_key=opening_key, settings=settings
    )
    for table in mall_tables():
        app.driver.run(_copy(table), (mall_id, source_id))
    return mall_id


def clone_in_steps(
    db: Database,
    source_id: int,
    *,
    label: str | None = None,
    kind: str = "live",
    class_id: int | None = None,
    opening_key: str | None = None,
    settings: dict[str, Any] | None = None,
    progress: Callable[[float], None] | None = None,
) -> int:
    """The same for a job's thread while a server runs: short transactions, handed over to where writes are
    made.

    The source must be frozen. Until the last step the new mall's state is "making"; `remove_half_made`
    takes away what a crash leaves. `progress` is told 0 … 1. Raises NotFound (mall).
    """

    def begin() -> tuple[int, str]:
        with db.app_transaction() as app:
            mall_id, state = _new_mall_like(
                app,
                source_id,
                label=label,
                kind=kind,
                class_id=class_id,
                opening_key=opening_key,
                settings=settings,
            )
            app.update(Mall, mall_id, state="making")
            return mall_id, state

    def copy(table: Table, bounds: tuple[int, int] | None) -> None:
        with db.app_transaction() as app:
            if bounds is None:
                app.driver.run(_copy(table), (mall_id, source_id))
            else:
                app.driver.run(
                    f"{_copy(table)} AND {_number(table)} BETWEEN ? AND ?", (mall_id, source_id, *bounds)
                )

    def finish() -> None:
        with db.app_transaction() as app:
            app.update(Mall, mall_id, state=state)

    mall_id, state = db.hand_over(begin)
    steps = list(_chunks(db, source_id))
    for n, (table, bounds) in enumerate(steps):
        db.hand_over(copy, table, bounds)
        if progress is not None:
            progress((n + 1) / len(steps))
    db.hand_over(finish)
    return mall_id


def remove_mall(app: AppCtx, mall_id: int) -> None:
    """Takes a mall and everything in it away, its commands too. Raises NotFound (mall)."""
    for table in reversed(mall_tables()):
        app.driver.run(f'DELETE FROM "{table.name}" WHERE mall_id = ?', (mall_id,))
    app.driver.run("DELETE FROM commands WHERE scope = ?", (f"mall:{mall_id}",))
    if app.driver.run("DELETE FROM malls WHERE id = ?", (mall_id,)) == 0:
        raise NotFound("mall", id=mall_id)


def remove_half_made(db: Database) -> int:
    """At the start of a server that works alone: what a crash left half made goes. Returns how many malls
    that were."""
    with db.app_transaction() as app:
        found = app.driver.all("SELECT id FROM malls WHERE state = 'making'")
        for (mall_id,) in found:
            remove_mall(app, mall_id)
        return len(found)


def _new_mall_like(
    app: AppCtx,
    source_id: int,
    *,
    label: str | None,
    kind: str,
    class_id: int | None,
    opening_key: str | None,
    settings: dict[str, Any] | None,
) -> tuple[int, str]:
    source = app.one(Mall.__table__.select().where(Mall.id == source_id))
    if source is None or source.state == "making":
        raise NotFound("mall", id=source_id)
    row = source._asdict()
    del row["id"]
    if row["running_since_wall_ms"] is not None:
        row["desk_ms"] += max(0, app.wall_ms - row["running_since_wall_ms"])
    row.update(
        kind=kind,
        class_id=class_id,
        opening_key=opening_key,
        running_since_wall_ms=None,
        epoch=app.ids.token(9),
        label=row["label"] if label is None else label,
        settings={**row["settings"], **(settings or {})},
        created_wall_ms=app.wall_ms,
        state="paused" if row["last_desk_ms"] or row["desk_ms"] else "ready",
    )
    return int(app.insert(Mall, **row)), row["state"]


def _copy(table: Table) -> str:
    columns = ", ".join(f'"{column.name}"' for column in table.columns if column.name != "mall_id")
    into, source = (
        f'INSERT INTO "{table.name}" (mall_id, {columns})',
        f'FROM "{table.name}" WHERE mall_id = ?',
    )
    return f"{into} SELECT CAST(? AS BIGINT), {columns} {source}"


def _number(table: Table) -> str:
    """The column that numbers the rows of a mall: id, or seq."""
    (name,) = (column.name for column in table.primary_key.columns if column.name != "mall_id")
    return name


def _chunks(db: Database, source_id: int) -> Iterator[tuple[Table, tuple[int, int] | None]]:
    with db.app_reading() as app:
        for table in mall_tables():
            number = _number(table)
            if number not in ("id", "seq"):
                yield table, None
                continue
            sql = f'SELECT min({number}), max({number}) FROM "{table.name}" WHERE mall_id = ?'
            low, high = app.driver.one(sql, (source_id,)) or (None, None)
            while low is not None and low <= high:
                yield table, (low, low + CHUNK - 1)
                low += CHUNK
