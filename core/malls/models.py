"""Malls: the tenant of every other table, with clock, seed and the numbers it gives out."""

from typing import Any

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base


class Mall(Base):
    """One simulated world.

    kind opening (frozen, only cloned) | live. `clock`: list of [desk_ms, mall_ms, pace_ppm] pieces. While
    running, desk time = desk_ms + (wall - running_since_wall_ms); while paused, `running_since_wall_ms` is
    NULL.
    """

    __tablename__ = "malls"
    __table_args__ = (Index(None, "class_id"), Index("uq_malls_opening_key", "opening_key", unique=True))
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kind: Mapped[str]
    opening_key: Mapped[str | None]
    class_id: Mapped[int | None]
    label: Mapped[str]
    language: Mapped[str]
    zone: Mapped[str]
    seed: Mapped[int]
    exercise: Mapped[str]
    exercise_version: Mapped[int]
    settings: Mapped[dict[str, Any]]
    epoch: Mapped[str]
    state: Mapped[str]
    opened_mall_ms: Mapped[int]
    clock: Mapped[list[Any]]
    desk_ms: Mapped[int]
    running_since_wall_ms: Mapped[int | None]
    last_seq: Mapped[int]
    last_desk_ms: Mapped[int]
    created_wall_ms: Mapped[int]


class Counter(Base):
    """The highest id given out, by kind of thing (its table), inside a mall."""

    __tablename__ = "counters"
    __table_args__ = ({"sqlite_with_rowid": False},)
    mall_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[int]
