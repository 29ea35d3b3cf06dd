"""What operations have declared to be wrong on the road: backlogs, storms, strikes."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall


class Disruption(InMall, Base):
    """`carrier_id`: only this carrier's parcels, at all hubs; the hub is where its parcels begin then."""

    __tablename__ = "disruptions"
    __table_args__ = (Index(None, "mall_id", "state"), CLUSTERED)
    kind: Mapped[str]
    hub_id: Mapped[int]
    carrier_id: Mapped[int | None]
    state: Mapped[str]
    force_majeure: Mapped[bool]
    from_ms: Mapped[int]
    until_ms: Mapped[int]
    declared_ms: Mapped[int]
    cleared_ms: Mapped[int | None]
