"""The hub graph of a mall, and how much its hubs have taken on."""

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall


class NetworkPlan(InMall, Base):
    """One row: legs, timetables, capacities, speeds of carriers, who serves a province. Never changed in a
    mall.
    """

    __tablename__ = "networks"
    __table_args__ = (CLUSTERED,)
    document: Mapped[dict[str, Any]]


class HubLoad(InMall, Base):
    """How many parcels a hub has sent on in one day of the mall (days counted since 1970, China's time)."""

    __tablename__ = "hub_loads"
    __table_args__ = (Index(None, "mall_id", "hub_id", "day", unique=True), CLUSTERED)
    hub_id: Mapped[int]
    day: Mapped[int]
    parcels: Mapped[int]
