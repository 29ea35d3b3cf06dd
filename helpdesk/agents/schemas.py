"""Agents on the wire."""

from pydantic import BaseModel, ConfigDict


class AgentView(BaseModel):
    """A person at the desk."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: int
    name: str
    role: str
    presence: str
    capacity: int
    payout_limit_cents: int
    coupon_limit_cents: int
