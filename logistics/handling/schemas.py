"""Orders about parcels on the wire."""

from typing import Annotated

from pydantic import BaseModel, Field

from core.http import Body

Grams = Annotated[int, Field(ge=1, le=500_000)]
Piece = Annotated[int, Field(ge=1, le=50)]
Id = Annotated[int, Field(ge=1, le=2**53 - 1)]


class Held(BaseModel):
    consignment_id: int
    held: bool


class Terms(BaseModel):
    """verdict possible | other_zone | too_late | not_served."""

    verdict: str
    fee_cents: int


class Reroute(Body):
    province: str = Field(max_length=40)
    city: str = Field(max_length=40)
    district: str = Field(max_length=40)
    street: str = Field(max_length=200)
    addressee: str = Field(default="", max_length=60)
    phone: str = Field(default="", max_length=30)
    accept_fee: bool = False


class Rerouted(BaseModel):
    consignment_id: int
    verdict: str
    fee_cents: int


class ReturnWaybill(Body):
    weight_g: Grams | None = None


class NumberMade(BaseModel):
    consignment_id: int
    tracking_no: str


class Voided(BaseModel):
    consignment_id: int
    state: str


class Divide(Body):
    weights_g: list[Grams] = Field(min_length=2, max_length=50)


class Divided(BaseModel):
    consignment_id: int
    tracking_nos: list[str]


class Split(Body):
    piece_nos: list[Piece] = Field(min_length=1, max_length=50)


class Merge(Body):
    other_id: Id
