"""The mall's own rules as the agent reads them."""

from typing import Any

from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall


class PolicyCard(InMall, Base):
    __tablename__ = "policy_cards"
    __table_args__ = (CLUSTERED,)
    code: Mapped[str]
    title: Mapped[str]
    rule: Mapped[str]
    agent_may: Mapped[str]
    limits: Mapped[dict[str, Any]]
