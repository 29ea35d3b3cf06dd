"""Policy cards on the wire."""

from pydantic import BaseModel


class PolicyView(BaseModel):
    """One rule: what holds, and what an agent may do."""

    id: int
    code: str
    title: str
    rule: str
    agent_may: str
    limits: dict[str, int]


class Policies(BaseModel):
    """All rules of a mall."""

    items: list[PolicyView]
    next: int | None
