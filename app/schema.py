"""The database's schema: is it ours, older, newer; bringing an older one up to date."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from core.db.engine import Database
from core.db.statistics import teach

# Oldest first. A test compares this with the files of app/migrations/versions.
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
HEAD = REVISIONS[-1]
FOLDER = Path(__file__).resolve().parent / "migrations"
_LOCK = 8_219_731


class SchemaNewer(Exception):
    """The data was written by a newer program; nothing was touched."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


class SchemaForeign(Exception):
    """There are tables, but they are not ours."""


def revision_of(db: Database) -> str | None:
    """The revision the database is at; None when it is empty. Raises SchemaForeign."""
    with db.engine.connect() as connection:
        try:
            row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
        except (OperationalError, ProgrammingError):
            connection.rollback()
            if inspect(connection).get_table_names():
                raise SchemaForeign from None
            return None
        connection.rollback()
    return str(row[0]) if row else None


def bring_up_to_date(db: Database) -> str | None:
    """Migrates when needed. Returns the revision it came from, or None when nothing was done; "" for a new
    database.

    Raises SchemaNewer, SchemaForeign: then nothing was changed.
    """
    found = revision_of(db)
    if found == HEAD:
        return None
    if found is not None and found not in REVISIONS:
        raise SchemaNewer(found)
    from alembic import command

    with db.engine.connect() as connection, _alone(connection):
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        with connection.begin():
            teach(connection)
    return found or ""


def alembic_config() -> Any:
    """Alembic's configuration without a file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", FOLDER.as_posix())
    config.set_main_option("path_separator", "os")
    return config


@contextlib.contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    """Two web processes that start together migrate one after the other."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_lock({_LOCK})"))
        connection.commit()
    try:
        yield
    finally:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_unlock({_LOCK})"))
            connection.commit()
