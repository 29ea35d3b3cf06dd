"""Return requests on the wire."""

from pydantic import BaseModel, Field

from core.http import Body


class RefundWish(Body):
    reason: str = Field(min_length=2, max_length=40)


class ReturnState(BaseModel):
    return_id: int
    state: str


class ReturnView(BaseModel):
    id: int
    order_id: int
    kind: str
    path: str
    state: str
    reason: str
    amount_cents: int
    requested_at: str
    decided_at: str | None
    closed_at: str | None
    refusal_reason: str | None
    refusal_text: str | None
