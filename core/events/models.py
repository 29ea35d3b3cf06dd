"""The log of a mall: one row per thing that happened."""

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import CLUSTERED, Base


class EventRow(Base):
    """`seq` is dense per mall. `data` and `audience` are stored as the JSON and the space-joined tokens
    that are pushed."""

    __tablename__ = "events"
    __table_args__ = (Index(None, "mall_id", "subject", "seq"), CLUSTERED)
    mall_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    version: Mapped[int]
    desk_ms: Mapped[int]
    mall_ms: Mapped[int]
    wall_ms: Mapped[int]
    actor: Mapped[str]
    subject: Mapped[str]
    audience: Mapped[str]
    data: Mapped[str] = mapped_column(Text)
