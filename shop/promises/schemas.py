"""Promises on the wire."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

Rule = Literal["day_or_free", "late_dispatch", "late_delivery"]


class BookSlot(BaseModel):
    model_config = ConfigDict(extra="forbid")
    slot_at: AwareDatetime


class PromiseView(BaseModel):
    rule: Rule
    state: Literal["running", "kept", "excused", "broken"]
    due_at: str
    broken_at: str | None
    excused_minutes: int
    late_minutes: int


class OwedView(BaseModel):
    rule: Rule
    by: Literal["refund", "payout"]
    amount_cents: int
    open_cents: int


class OwnPromises(BaseModel):
    order_id: int
    items: list[PromiseView]
    slot_at: str | None
    goods_pledged: bool
    in_area: bool


class OrderPromises(OwnPromises):
    owed: OwedView | None


class BrokenPromise(BaseModel):
    id: int
    rule: Rule
    order_id: int
    order_no: str
    order_state: str
    shopper_nick: str
    due_at: str
    broken_at: str


class BrokenPromises(BaseModel):
    items: list[BrokenPromise]
    next: int | None
    counts: dict[Rule, int]
