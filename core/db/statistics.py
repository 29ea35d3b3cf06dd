"""What SQLite's planner must know about malls before any mall is there.

Without statistics it takes the primary key for any question that names the mall, and reads the whole mall
where an index names the order (seen: 2,000 rows for the four orders of a shopper). PostgreSQL finds out by
itself.
"""

from sqlalchemy import Connection, Index, Table

from core.db.base import Base

MALLS, IN_ONE_MALL = 10, 2_000
FEW_VALUES = {"state", "axis", "kind", "category"}


def teach(connection: Connection) -> None:
    """Writes the expected selectivity of every index of the malls' tables into a fresh database."""
    if connection.dialect.name != "sqlite":
        return
    connection.exec_driver_sql("ANALYZE")
    rows = [row for table in Base.metadata.sorted_tables if "mall_id" in table.c for row in _expected(table)]
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    connection.exec_driver_sql("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", rows)
    connection.exec_driver_sql("ANALYZE sqlite_schema")


def _expected(table: Table) -> list[tuple[str, str, str]]:
    rows = []
    key = [column.name for column in table.primary_key.columns]
    if key[0] == "mall_id" and len(key) > 1 and table.dialect_options["sqlite"]["with_rowid"] is False:
        rows.append((table.name, table.name, _selectivity(key, unique=True)))
    for index in sorted(table.indexes, key=lambda index: str(index.name)):
        rows.append((table.name, str(index.name), _of_index(index)))
    return rows


def _of_index(index: Index) -> str:
    return _selectivity([column.name for column in index.columns], unique=bool(index.unique))


def _selectivity(columns: list[str], *, unique: bool) -> str:
    """How many rows share the first one, two, ... columns: a mall's, then a group's, then a handful."""
    left, numbers = MALLS * IN_ONE_MALL, []
    for column in columns:
        if column == "mall_id":
            left = min(left, IN_ONE_MALL)
        elif column in FEW_VALUES:
            left = max(1, left // 8)
        else:
            left = max(1, min(left // 100, 20))
        numbers.append(left)
    if unique:
        numbers[-1] = 1
    return " ".join(str(number) for number in [MALLS * IN_ONE_MALL, *numbers])
