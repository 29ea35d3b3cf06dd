"""What every transaction offers: rows through SQLAlchemy Core, and what to do after the commit."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable
from sqlalchemy.orm import Session

from core.context.prepared import Prepared
from core.context.tables import AnyRow
from core.driver import Driver


def singular(table: str) -> str:
    """orders -> order, categories -> category, addresses -> address."""
    if table.endswith("ies"):
        return table[:-3] + "y"
    return table[:-2] if table.endswith("sses") else table.removesuffix("s")


class Work:
    """What both kinds of transaction share:

    rows through SQLAlchemy Core, and what to do after the commit.
    """

    def __init__(self, connection: Connection, *, actor: str, wall_ms: int, read_only: bool = False) -> None:
        self.connection = connection
        self.driver = Driver(connection)
        self.actor = actor
        self.wall_ms = wall_ms
        self.read_only = read_only
        self.committed: list[Callable[[], None]] = []
        self._session: Session | None = None

    @property
    def session(self) -> Session:
        """A session on this transaction; it is never to be committed or rolled back by hand."""
        if self._session is None:
            if not self.connection.in_transaction():
                self.connection.begin()  # the one that is open: otherwise the session would end it
            self._session = Session(
                bind=self.connection, autoflush=False, join_transaction_mode="rollback_only"
            )
        return self._session

    def execute(self, stmt: Executable, params: Any = None) -> CursorResult[*tuple[Any, ...]]:
        return self.connection.execute(stmt, params)

    def one(self, stmt: Executable | Prepared, params: Any = None) -> AnyRow | None:
        """The first row, or None. Rows have their columns as attributes."""
        if isinstance(stmt, Prepared):
            return stmt.one(self.driver, self.connection.dialect, params)
        return self.connection.execute(stmt, params).first()

    def all(self, stmt: Executable | Prepared, params: Any = None) -> list[AnyRow]:
        if isinstance(stmt, Prepared):
            return stmt.all(self.driver, self.connection.dialect, params)
        return list(self.connection.execute(stmt, params).all())

    def after_commit(self, call: Callable[[], None]) -> None:
        """`call()` once this transaction has been committed, and never if it was not."""
        self.committed.append(call)

    def close_session(self) -> None:
        """The dispatcher's, before the end."""
        if self._session is not None:
            self._session.close()
            self._session = None
