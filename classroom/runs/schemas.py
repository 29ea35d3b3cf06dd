"""Runs on the wire."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from core.http.inputs import Body

Language = Literal["zh-CN", "en"]
RunState = Literal["draft", "ready", "running", "paused", "ended", "failed"]
PlaceState = Literal["waiting", "making", "ready", "failed"]


class Practise(Body):
    name: str = Field(min_length=1, max_length=40)
    language: Language
    exercise: str = Field(default="late_parcel", max_length=60)


class Join(Body):
    code: str = Field(min_length=1, max_length=20)
    name: str = Field(min_length=1, max_length=40)
    pin: str | None = Field(default=None, min_length=4, max_length=12)


class Retry(Body):
    case_code: str = Field(max_length=20)


class TakeShopper(Body):
    shopper_id: int = Field(ge=1)


class Made(BaseModel):
    """A run whose mall is being made."""

    run_id: int
    job_id: str | None


class Joined(BaseModel):
    """`pin_needed`: no PIN was chosen yet; join again with one to be able to come back from another
    browser.
    """

    run_id: int
    job_id: str | None
    pin_needed: bool


class ClockNow(BaseModel):
    desk_ms: int
    running: bool


class ExerciseView(BaseModel):
    code: str
    title: str
    goal: str


class OwnPlace(BaseModel):
    id: int
    name: str
    state: PlaceState
    job_id: str | None


class RunView(BaseModel):
    id: int
    kind: Literal["alone", "class"]
    name: str
    state: RunState
    language: Language
    exercise: ExerciseView
    role: Literal["trainee", "instructor"]
    place: OwnPlace | None
    seat_id: int | None
    duration_ms: int
    clock: ClockNow
    cases_total: int
    cases_ended: int
    can_control: bool


class PlayableShopper(BaseModel):
    id: int
    nick: str
    name: str
    order_no: str


class PlayableShoppers(BaseModel):
    items: list[PlayableShopper]
    next: str | None


class SeatTaken(BaseModel):
    seat_id: int


class Exercises(BaseModel):
    items: list[ExerciseView]


class Anything(BaseModel):
    """A result; its parts are described in docs/guide/scoring.md."""

    run_id: int | None
    mall_id: int
    language: str
    computed_at: str
    version: int
    summary: dict[str, Any]
    cases: list[dict[str, Any]]
