"""Claims on the wire."""

from typing import Literal

from pydantic import BaseModel, Field

from core.http import Body

Kind = Literal["lost", "damaged"]
State = Literal["filed", "paid", "declined", "withdrawn"]


class FileClaim(Body):
    consignment_id: int
    kind: Kind
    value_cents: int = Field(gt=0, le=100_000_000)
    claimed_cents: int = Field(gt=0, le=100_000_000)
    note: str = Field(default="", max_length=500)


class ClaimCarrier(BaseModel):
    id: int
    name: str


class ClaimView(BaseModel):
    """`most_cents`: what the carrier owes at most by its terms."""

    id: int
    consignment_id: int
    reference: str
    tracking_no: str
    carrier: ClaimCarrier
    kind: Kind
    state: State
    value_cents: int
    claimed_cents: int
    insured_cents: int | None
    most_cents: int
    paid_cents: int
    answer_code: str | None
    note: str
    opened_by: str
    opened_at: str
    answered_at: str | None


class CarrierAccount(BaseModel):
    id: int
    name: str
    open: int
    claimed_cents: int
    paid_cents: int


class Claims(BaseModel):
    items: list[ClaimView]
    next: int | None
    carriers: list[CarrierAccount]
