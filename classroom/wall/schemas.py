"""The class page on the wire."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from classroom.runs.schemas import ClockNow, Language, PlaceState, RunState
from core.http.inputs import Body


class NewClass(Body):
    name: str = Field(min_length=1, max_length=80)
    language: Language
    seed: int | None = Field(default=None, ge=1, le=2**31 - 1)
    duration_minutes: int | None = Field(default=None, ge=1, le=120)
    capacity: int | None = Field(default=None, ge=1, le=10)


class NewIncident(Body):
    kind: str = Field(max_length=40)
    hub_id: int | None = Field(default=None, ge=1)
    carrier_id: int | None = Field(default=None, ge=1)
    days: int | None = Field(default=None, ge=1, le=14)
    count: int | None = Field(default=None, ge=1, le=100)


class ClassRow(BaseModel):
    id: int
    name: str
    state: RunState
    join_code: str
    joined: int
    created_at: str


class ClassList(BaseModel):
    items: list[ClassRow]
    next: str | None


class Network(BaseModel):
    open: bool
    addresses: list[str]
    qr_svg: str | None
    join_url: str


class PlaceView(BaseModel):
    id: int
    name: str
    state: PlaceState
    mall_id: int | None
    seat_id: int | None


class Tile(BaseModel):
    place_id: int
    name: str
    online: bool
    waiting: int
    active: int
    closed: int
    longest_wait_ms: int
    first_reply_ms: int | None
    average_reply_ms: int | None
    csat: float | None
    cases_ended: int
    cases_total: int
    payouts_cents: int


class IncidentView(BaseModel):
    id: int
    kind: str
    params: dict[str, Any]
    fired_at: str
    orders_hit: int
    clears: bool
    cleared_at: str | None


class IncidentFired(IncidentView):
    job_id: str


class ClassView(BaseModel):
    """`seq` and `epoch`: where the class stream goes on from this picture."""

    id: int
    name: str
    state: RunState
    language: Language
    join_code: str
    seq: int
    epoch: str
    network: Network
    places: list[PlaceView]
    tiles: list[Tile]
    clock: ClockNow
    duration_ms: int
    capacity: int
    incidents: list[IncidentView]


class Choice(BaseModel):
    """A hub or carrier with how many orders of a mall trouble there would hit."""

    id: int
    name: str
    orders: int


class IncidentParam(BaseModel):
    """Left out it is `default`; a hub or carrier left out is the one that hits most."""

    name: Literal["hub_id", "carrier_id", "days", "count"]
    least: int | None
    most: int | None
    default: int | None


class IncidentKind(BaseModel):
    """`clears`: it can be ended again."""

    kind: str
    params: list[IncidentParam]
    clears: bool
    force_majeure: bool


class IncidentOptions(BaseModel):
    hubs: list[Choice]
    carriers: list[Choice]
    kinds: list[IncidentKind]


class HitOrder(BaseModel):
    order_no: str
    shopper_nick: str
    city: str
    promised_at: str | None


class IncidentPreview(BaseModel):
    orders_per_mall: int
    malls: int
    sample: list[HitOrder]


class ResultRow(BaseModel):
    place_id: int
    name: str
    score: float | None
    cases_scored: int
    csat: float | None
    first_reply_ms: int | None
    average_reply_ms: int | None
    answered_3m: float | None
    contradicted: int
    knock_outs: int
    result_url: str


class ClassResults(BaseModel):
    rows: list[ResultRow]
    computed_at: str | None
