"""Making tables from a plain description, the same on SQLite and PostgreSQL."""

import re
from typing import Any

import sqlalchemy as sa
from alembic import op

_INT = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TYPES: dict[str, Any] = {"int": _INT, "text": sa.Text(), "bool": sa.Boolean()}
_TABLE = re.compile(r"table (\w+) \(([^)]*)\)( clustered)?$")
_LISTED = re.compile(r"(?:unique|foreign|index(?: unique)?) (\w+) \(([^)]*)\)(?: -> (\w+) \(([^)]*)\))?$")


def make_tables(text: str) -> None:
    """Makes every table of a description, with keys, checks and indexes; the first schema's text is an
    example.

    Raises ValueError for a line that is not understood.
    """
    for block in text.split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            # A column list goes on over several lines, further in.
            whole = re.sub(r"\n {3,}", " ", "\n".join(lines)).splitlines()
            _make(whole[0], [line.strip() for line in whole[1:]])


def add_columns(table: str, words: str) -> None:
    """Adds columns to a table that may hold rows ("note text?, pieces_at int?"): nullable ones only, so
    that no default has to be kept in the database.
    """
    for word in words.split(", "):
        name, kind = word.split()
        if not kind.endswith("?"):
            raise ValueError(f"{table}.{name} would need a value in the rows there are")
        op.add_column(table, sa.Column(name, _TYPES[kind.rstrip("?")], nullable=True))


def _make(head: str, lines: list[str]) -> None:
    found = _TABLE.match(head)
    if not found:
        raise ValueError(f"not a table: {head}")
    name, key, clustered = found[1], _names(found[2]), bool(found[3])
    parts: list[Any] = []
    indexes: list[tuple[str, list[str], bool]] = []
    for line in lines:
        kind = line.partition(" ")[0]
        if kind == "columns":
            parts += [_column(words, key) for words in line.removeprefix("columns ").split(", ")]
        elif kind == "check":
            title, _, rule = line.removeprefix("check ").partition(": ")
            parts.append(sa.CheckConstraint(rule, name=op.f(title)))
        else:
            listed = _LISTED.match(line)
            if not listed:
                raise ValueError(f"not understood in {name}: {line}")
            title, columns = listed[1], _names(listed[2])
            if kind == "unique":
                parts.append(sa.UniqueConstraint(*columns, name=op.f(title)))
            elif kind == "foreign":
                targets = [f"{listed[3]}.{column}" for column in _names(listed[4])]
                parts.append(sa.ForeignKeyConstraint(columns, targets, name=op.f(title)))
            else:
                indexes.append((title, columns, line.startswith("index unique ")))
    parts.append(sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}")))
    op.create_table(name, *parts, **({"sqlite_with_rowid": False} if clustered else {}))
    for title, columns, unique in indexes:
        op.create_index(op.f(title), name, columns, unique=unique)


def _column(words: str, key: list[str]) -> sa.Column[Any]:
    name, kind, *more = words.split()
    return sa.Column(
        name,
        _TYPES[kind.rstrip("?")],
        nullable=kind.endswith("?"),
        autoincrement="auto" in more if name in key else False,
    )


def _names(listed: str) -> list[str]:
    return listed.split(", ")
