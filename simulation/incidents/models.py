"""What goes wrong in a mall on purpose."""

from typing import Any

from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall


class Incident(InMall, Base):
    """state planned, then active while it can be ended, else fired; cleared when it was (or hit nobody)."""

    __tablename__ = "incidents"
    __table_args__ = (CLUSTERED,)
    kind: Mapped[str]
    params: Mapped[dict[str, Any]]
    state: Mapped[str]
    fired_desk_ms: Mapped[int | None]
    cleared_desk_ms: Mapped[int | None]
