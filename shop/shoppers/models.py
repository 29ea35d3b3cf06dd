"""The shop's customers and where they live."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall, in_mall_fk


class Shopper(InMall, Base):
    __tablename__ = "shoppers"
    __table_args__ = (CLUSTERED,)
    nick: Mapped[str]
    name: Mapped[str]
    phone: Mapped[str]
    level: Mapped[int]
    member_since_ms: Mapped[int]
    hue: Mapped[int]
    address_id: Mapped[int]


class Address(InMall, Base):
    __tablename__ = "addresses"
    __table_args__ = (in_mall_fk("shopper_id", "shoppers"), Index(None, "mall_id", "shopper_id"), CLUSTERED)
    shopper_id: Mapped[int]
    name: Mapped[str]
    phone: Mapped[str]
    province: Mapped[str]
    city: Mapped[str]
    district: Mapped[str]
    street: Mapped[str]
    postcode: Mapped[str]
