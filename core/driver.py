"""Core's own few statements, sent straight to the database driver: they run in every transaction.

A statement is written once with `?`. What rooms write goes through SQLAlchemy.
"""

import sqlite3
import sys
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from core.errors import Busy, DiskFull, Refusal

_translated: dict[str, str] = {}
_PG_FULL = {"53100", "53200"}
_PG_BUSY = {"40001", "40P01", "55P03", "57014"}


class Driver:
    """One connection as its driver sees it."""

    __slots__ = ("_raw", "sqlite")

    def __init__(self, connection: Connection) -> None:
        self._raw: Any = connection.connection.driver_connection
        self.sqlite = connection.dialect.name == "sqlite"

    def _sql(self, sql: str) -> str:
        if self.sqlite:
            return sql
        known = _translated.get(sql)
        if known is None:
            known = _translated[sql] = sql.replace("?", "%s")
        return known

    def one(self, sql: str, params: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._raw.execute(self._sql(sql), params).fetchone()
        return row

    def all(self, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._raw.execute(self._sql(sql), params).fetchall()
        return rows

    def run(self, sql: str, params: Sequence[Any] = ()) -> int:
        """Returns how many rows were changed."""
        count: int = self._raw.execute(self._sql(sql), params).rowcount
        return count

    def many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        if len(rows) == 1:
            self._raw.execute(self._sql(sql), rows[0])
            return
        self._raw.cursor().executemany(self._sql(sql), rows)


def as_refusal(error: BaseException) -> Refusal | None:
    """The refusal a database error amounts to (`disk_full`, `database_busy`), if it is one and not a fault
    of ours."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.OperationalError):
        code = getattr(cause, "sqlite_errorcode", None) or 0
        if code & 0xFF == sqlite3.SQLITE_FULL or code == sqlite3.SQLITE_IOERR_SHMSIZE:
            return DiskFull()
        if code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return Busy()
    elif _of_postgres(cause, "Error"):
        state = getattr(cause, "sqlstate", None)
        if state in _PG_FULL:
            return DiskFull()
        if state in _PG_BUSY:
            return Busy()
    return None


def breaks_a_rule(error: BaseException) -> bool:
    """Whether the database refused the row itself: a key taken, a reference to nothing."""
    return isinstance(error, sqlite3.IntegrityError) or _of_postgres(error, "IntegrityError")


def _of_postgres(error: BaseException | None, kind: str) -> bool:
    """Its driver takes 50 ms to load and is loaded by who uses it: until then no error is one of its."""
    psycopg = sys.modules.get("psycopg")
    return psycopg is not None and isinstance(error, getattr(psycopg, kind))
