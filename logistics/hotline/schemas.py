"""A carrier's line on the wire."""

from pydantic import BaseModel, Field

from core.http import Body


class CallHotline(Body):
    tracking_no: str = Field(min_length=1, max_length=60)


class HotlineCalledView(BaseModel):
    call_id: int
    state: str


class HotlineCallView(BaseModel):
    id: int
    carrier_id: int
    tracking_no: str
    state: str
    asked_at: str
    answered_at: str | None
    answer_code: str | None
    answer_text: str | None


class HotlineCalls(BaseModel):
    items: list[HotlineCallView]
