"""The people of the desk and their presence."""

from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall


class Agent(InMall, Base):
    """role agent | lead;

    presence offline | online | paused | break; capacity in chats; limits in cents per case.
    """

    __tablename__ = "agents"
    __table_args__ = (CLUSTERED,)
    name: Mapped[str]
    role: Mapped[str]
    presence: Mapped[str]
    capacity: Mapped[int]
    payout_limit_cents: Mapped[int]
    coupon_limit_cents: Mapped[int]
