"""A transaction outside the malls: accounts, seats, runs, jobs; and a way into malls from there."""

from typing import Any

from sqlalchemy import Connection, select

from core.clock import Clock
from core.context.ctx import Ctx
from core.context.opening import open_mall
from core.context.tables import AnyRow
from core.context.work import Work, singular
from core.errors import NotFound
from core.ids import Ids


class AppCtx(Work):
    """What verbs outside a mall are handed."""

    def __init__(
        self, connection: Connection, *, actor: str, clock: Clock, ids: Ids, read_only: bool = False
    ) -> None:
        super().__init__(connection, actor=actor, wall_ms=clock.wall_ms(), read_only=read_only)
        self.ids = ids
        self.malls: list[Ctx] = []

    def mall(self, mall_id: int, actor: str | None = None, *, desk_ms: int | None = None) -> Ctx:
        """The ctx of a mall inside this transaction; its log is written at the end. One per mall: asked
        again, the same.

        Raises NotFound (mall).
        """
        for ctx in self.malls:
            if ctx.mall_id == mall_id:
                ctx.actor = actor or self.actor
                return ctx
        ctx = open_mall(
            self.connection, mall_id, actor=actor or self.actor, wall_ms=self.wall_ms, desk_ms=desk_ms,
            lock=not self.read_only,
        )  # fmt: skip
        self.malls.append(ctx)
        return ctx

    def get(self, model: Any, id: Any) -> AnyRow:
        """The row by its single primary key. Raises NotFound."""
        table = model.__table__
        (key,) = table.primary_key.columns
        row = self.connection.execute(select(table).where(key == id)).first()
        if row is None:
            raise NotFound(singular(table.name), id=id)
        return row

    def insert(self, model: Any, **values: Any) -> Any:
        """Adds a row. Returns its primary key (the key itself when it is one column)."""
        key = self.connection.execute(model.__table__.insert(), values).inserted_primary_key
        if key is None:
            return None
        return key[0] if len(key) == 1 else tuple(key)

    def update(self, model: Any, id: Any, **values: Any) -> None:
        """Changes columns of one row. Raises NotFound."""
        table = model.__table__
        (key,) = table.primary_key.columns
        if self.connection.execute(table.update().where(key == id).values(**values)).rowcount == 0:
            raise NotFound(singular(table.name), id=id)
