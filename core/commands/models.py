"""Commands taken, so that the same one twice has one effect, and a run can be played again."""

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db.base import Base


class Command(Base):
    """Scope "mall:7" or "app"; one row per accepted command, written in the transaction of its effect."""

    __tablename__ = "commands"
    __table_args__ = (Index(None, "mall_id", "desk_ms", "first_seq"), {"sqlite_with_rowid": False})
    scope: Mapped[str] = mapped_column(Text, primary_key=True)
    actor: Mapped[str] = mapped_column(Text, primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    mall_id: Mapped[int | None]
    verb: Mapped[str]
    args: Mapped[str] = mapped_column(Text)
    body_hash: Mapped[str]
    status: Mapped[int]
    reply: Mapped[str] = mapped_column(Text)
    desk_ms: Mapped[int | None]
    first_seq: Mapped[int | None]
    wall_ms: Mapped[int]
