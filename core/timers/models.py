"""Everything that will happen in a mall."""

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import CLUSTERED, Base


class DueAction(Base):
    """axis desk | mall | parked. Executed in the order (desk instant, mall instant, priority, seq) and
    deleted in the transaction of its effect. `key` names a group that can be cancelled; attempts > 0 after
    a failure."""

    __tablename__ = "due_actions"
    __table_args__ = (
        Index(None, "mall_id", "axis", "due", "priority", "seq"),
        Index(None, "mall_id", "key"),
        CLUSTERED,
    )
    mall_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    axis: Mapped[str]
    due: Mapped[int]
    priority: Mapped[int]
    kind: Mapped[str]
    key: Mapped[str | None]
    payload: Mapped[str] = mapped_column(Text)
    attempts: Mapped[int]
    error: Mapped[str | None]
