"""Long work, told truthfully: the row is the truth, the queue only a hint."""

from typing import Any

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base


class Job(Base):
    """state queued | running | done | failed. progress 0-100."""

    __tablename__ = "jobs"
    __table_args__ = (Index(None, "state"),)
    id: Mapped[str] = mapped_column(Text, primary_key=True)
    kind: Mapped[str]
    owner: Mapped[str]
    args: Mapped[dict[str, Any]]
    state: Mapped[str]
    progress: Mapped[int]
    result: Mapped[dict[str, Any] | None]
    error: Mapped[dict[str, Any] | None]
    attempts: Mapped[int]
    created_wall_ms: Mapped[int]
    updated_wall_ms: Mapped[int]
    lease_wall_ms: Mapped[int | None]


class EngineLease(Base):
    """Which worker drives a mall, and until when (wall ms). Single process: not used."""

    __tablename__ = "engine_leases"
    mall_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    owner: Mapped[str]
    until_wall_ms: Mapped[int]
