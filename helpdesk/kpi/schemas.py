"""The desk's figures on the wire; None where nothing was measured."""

from pydantic import BaseModel


class Spread(BaseModel):
    """Mean, median and 90th percentile in ms of desk time."""

    mean: int | None
    median: int | None
    p90: int | None


class Kpi(BaseModel):
    """The figures by the definitions of `version`."""

    first_reply_ms: Spread
    substantive_ms: Spread
    average_reply_ms: int | None
    answered_30s: float | None
    answered_3m: float | None
    turns: int
    conversations: int
    unanswered: int
    reply_rate: float | None
    csat: float | None
    rated: int
    invited: int
    abandoned: int
    version: int
    open: int
    waiting: int
