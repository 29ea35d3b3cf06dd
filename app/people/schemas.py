"""Wire shapes of people and jobs."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from core.http import Body


class AccountView(BaseModel):
    id: int
    name: str
    kind: Literal["trainee", "instructor"]
    language: str


class SeatView(BaseModel):
    id: int
    mall_id: int
    run_id: int | None
    role: Literal["agent", "lead", "shopper", "observer"]
    label: str


class MyRun(BaseModel):
    id: int
    kind: Literal["class", "alone"]
    name: str
    state: str
    language: str
    role: str


class MySettings(BaseModel):
    amber_ms: int
    red_ms: int
    version: str


class Me(BaseModel):
    account: AccountView | None
    seats: list[SeatView]
    runs: list[MyRun]
    settings: MySettings


class JobView(BaseModel):
    id: str
    kind: str
    state: Literal["queued", "running", "done", "failed"]
    progress: int = Field(ge=0, le=100)
    result: dict[str, Any] | None
    error: dict[str, Any] | None


class Login(Body):
    login: str = Field(min_length=1, max_length=64)
    password: str = Field(min_length=1, max_length=200)


class NewPassword(Body):
    login: str = Field(min_length=2, max_length=64)
    password: str = Field(min_length=8, max_length=200)


class ErrorView(BaseModel):
    """Every refusal: the code is stable, words for it live in the browser."""

    code: str
    params: dict[str, Any]
    request_id: str | None
