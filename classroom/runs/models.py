"""Runs: one exercise given to one class, or to one person practising alone."""

from typing import Any

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base


class Run(Base):
    """kind class | alone. state draft | ready | running | paused | ended. `id` is the class_id of malls and
    memberships.

    `settings`: capacity, shoppers limit, duration_ms, hints. `tile_seq` numbers what was sent on the class
    stream.
    """

    __tablename__ = "runs"
    __table_args__ = (Index("uq_runs_join_code", "join_code", unique=True),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kind: Mapped[str]
    name: Mapped[str]
    join_code: Mapped[str | None]
    owner_account_id: Mapped[int]
    language: Mapped[str]
    exercise: Mapped[str]
    seed: Mapped[int]
    state: Mapped[str]
    settings: Mapped[dict[str, Any]]
    opening_mall_id: Mapped[int | None]
    epoch: Mapped[str]
    last_seq: Mapped[int]
    created_wall_ms: Mapped[int]
    started_wall_ms: Mapped[int | None]
    ended_wall_ms: Mapped[int | None]


class Place(Base):
    """A participant of a run: the account, its mall and its desk seat. `alone`: retry_of is the case tried
    again.
    """

    __tablename__ = "places"
    __table_args__ = (
        Index(None, "run_id"),
        Index("uq_places_run_account", "run_id", "account_id", unique=True),
    )
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    run_id: Mapped[int]
    account_id: Mapped[int]
    name: Mapped[str]
    mall_id: Mapped[int | None]
    seat_id: Mapped[int | None]
    state: Mapped[str]
    job_id: Mapped[str | None]
    retry_case: Mapped[str | None]
    created_wall_ms: Mapped[int]


class ClassEvent(Base):
    """The class stream: its own dense counter, for the instructor's page."""

    __tablename__ = "class_events"
    __table_args__ = ({"sqlite_with_rowid": False},)
    class_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    wall_ms: Mapped[int]
    data: Mapped[str] = mapped_column(Text)


class Result(Base):
    """A mall's score as computed at the end, with the version of the rules that computed it."""

    __tablename__ = "results"
    mall_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]
    summary: Mapped[dict[str, Any]]
    cases: Mapped[list[Any]]
    computed_wall_ms: Mapped[int]
