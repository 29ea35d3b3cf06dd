"""Approvals on the wire."""

from pydantic import BaseModel, ConfigDict


class ApprovalView(BaseModel):
    """What waits for, or has had, a lead's word."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: int
    verb: str
    amount_cents: int
    order_id: int | None
    order_no: str | None
    conversation_id: int | None
    reason: str
    requested_by: str
    requested_desk_ms: int
    state: str
    decided_by: str | None
    decided_desk_ms: int | None
    decision_note: str | None
