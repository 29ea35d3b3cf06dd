"""Carriers and the hubs their parcels pass through."""

from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall


class Carrier(InMall, Base):
    __tablename__ = "carriers"
    __table_args__ = (CLUSTERED,)
    code: Mapped[str]
    name: Mapped[str]
    hotline: Mapped[str]
    active: Mapped[bool]


class Hub(InMall, Base):
    __tablename__ = "hubs"
    __table_args__ = (CLUSTERED,)
    code: Mapped[str]
    name: Mapped[str]
    city: Mapped[str]
    province: Mapped[str]
