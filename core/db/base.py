"""Table declarations shared by every room: keys, column types and the naming of constraints."""

from typing import Any

import orjson
from sqlalchemy import BigInteger, ForeignKeyConstraint, Integer, MetaData, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class JsonText(TypeDecorator[Any]):
    """A JSON value kept as compact text, byte for byte the same on SQLite and PostgreSQL.

    The log hash and the clone compare stored text, so the database must not reorder or reformat it.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else orjson.loads(value)


Json = Any


class Base(DeclarativeBase):
    """All tables. Rows are written with Core statements; no object of these classes is ever loaded or
    flushed."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {
        int: BigInteger().with_variant(Integer, "sqlite"),
        str: Text,
        dict[str, Any]: JsonText,
        list[Any]: JsonText,
    }


class InMall:
    """A row that belongs to one mall: primary key (mall_id, id), the id from the mall's own counter.

    `clone_mall` copies every table that carries this class.
    """

    mall_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


def in_mall_fk(column: str, target: str) -> ForeignKeyConstraint:
    """A reference inside the same mall: (mall_id, column) to (mall_id, id) of `target`."""
    return ForeignKeyConstraint(["mall_id", column], [f"{target}.mall_id", f"{target}.id"])


CLUSTERED = {"sqlite_with_rowid": False}
