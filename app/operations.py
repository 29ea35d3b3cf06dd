"""What the operator does to malls, the same directly (no server runs) and through the running server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from core.db.engine import Database

Progress = Callable[[int], None]


def quiet(_: int) -> None:
    """Progress that nobody watches."""


def create_mall(
    db: Database, *, language: str, seed: int, exercise: str, label: str, progress: Progress = quiet
) -> dict[str, Any]:
    """A mall of an exercise, ready to start. Raises Invalid `exercise_unknown`."""
    from core.errors import Invalid
    from seed.exercises.making import exercise_mall

    try:
        mall_id = exercise_mall(
            db, language=language, seed=seed, exercise=exercise, label=label, progress=progress
        )
    except KeyError:
        raise Invalid("exercise_unknown", exercise=exercise, language=language) from None
    return {"mall_id": mall_id}


def copy_mall(
    db: Database, *, source_id: int, label: str | None, progress: Progress = quiet
) -> dict[str, Any]:
    """A mall like the first, standing where it stood. Raises NotFound (mall)."""
    from core.malls.clone import clone_mall

    def copied() -> int:
        with db.app_transaction("system") as app:
            return clone_mall(app, source_id, label=label)

    return {"mall_id": db.hand_over(copied)}


def instructor_link(db: Database) -> dict[str, Any]:
    """The token of a new instructor link; earlier ones keep working until used."""
    from core.identity.service import make_instructor_link

    def made() -> str:
        with db.app_transaction("system") as app:
            return make_instructor_link(app)

    return {"token": db.hand_over(made)}


def list_malls(db: Database) -> list[dict[str, Any]]:
    """Every mall with what it is and how far it has come."""
    with db.app_reading() as app:
        rows = app.driver.all(
            "SELECT id, kind, state, language, exercise, seed, label, desk_ms, last_seq FROM malls "
            "ORDER BY id"
        )
    names = ("id", "kind", "state", "language", "exercise", "seed", "label", "desk_ms", "events")
    return [dict(zip(names, row, strict=True)) for row in rows]


def exported(db: Database, mall_id: int) -> Iterator[str]:
    """The mall as lines of JSON: the mall itself, then every row of every table, the log included.

    Raises NotFound (mall).
    """
    import orjson

    import app.models
    from core.malls.clone import mall_tables

    assert app.models.metadata.tables
    with db.reading(mall_id) as ctx:
        mall = ctx.driver.all("SELECT * FROM malls WHERE id = ?", (mall_id,))
        columns = [column.name for column in app.models.metadata.tables["malls"].columns]
        yield orjson.dumps({"table": "malls", "row": dict(zip(columns, mall[0], strict=True))}).decode()
        for table in mall_tables():
            names = [column.name for column in table.columns]
            keys = ", ".join(column.name for column in table.primary_key.columns)
            rows = ctx.driver.all(
                f'SELECT {", ".join(names)} FROM "{table.name}" WHERE mall_id = ? ORDER BY {keys}',
                (mall_id,),
            )
            for row in rows:
                yield orjson.dumps({"table": table.name, "row": dict(zip(names, row, strict=True))}).decode()


def export_mall(db: Database, mall_id: int, target: Path) -> int:
    """Writes `exported` to a file, whole or not at all. Returns how many lines."""
    draft = target.with_name(target.name + ".part")
    count = 0
    with draft.open("w", encoding="utf-8") as file:
        for line in exported(db, mall_id):
            file.write(line + "\n")
            count += 1
    draft.replace(target)
    return count


OPERATIONS: dict[str, Callable[..., Any]] = {
    "mall.create": create_mall,
    "mall.clone": copy_mall,
    "instructor.link": instructor_link,
}
