"""What operations have declared to be wrong on the road: backlogs, storms, strikes."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall


class Disruption(InMall, Base):
    __tablename__ = "disruptions"
    __table_args__ = (Index(None, "mall_id", "state"), CLUSTERED)
    kind: Mapped[str]
    hub_id: Mapped[int]
    state: Mapped[str]
    force_majeure: Mapped[bool]
    from_ms: Mapped[int]
    until_ms: Mapped[int]
    declared_ms: Mapped[int]
    cleared_ms: Mapped[int | None]
