"""Quick replies (快捷短语) with variables."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall


class QuickReply(InMall, Base):
    """scope team | personal; `initials` are what is typed after "/" (pinyin initials in Chinese)."""

    __tablename__ = "quick_replies"
    __table_args__ = (Index(None, "mall_id", "category"), CLUSTERED)
    scope: Mapped[str]
    agent_id: Mapped[int | None]
    category: Mapped[str]
    shortcut: Mapped[str]
    initials: Mapped[str]
    title: Mapped[str]
    text: Mapped[str]
