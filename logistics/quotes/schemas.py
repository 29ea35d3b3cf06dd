"""Quotes on the wire."""

from typing import Any

from pydantic import BaseModel


class QuotedCarrier(BaseModel):
    id: int
    code: str
    name: str


class QuotedTable(BaseModel):
    id: int
    code: str
    version: int


class QuoteRefusal(BaseModel):
    code: str
    params: dict[str, Any]
    zh: str
    en: str


class QuoteStep(BaseModel):
    """One line of the calculation in both languages. The amounts add up to the fee; lines about weights have
    none."""

    code: str
    params: dict[str, Any]
    amount_cents: int | None
    zh: str
    en: str


class QuoteView(BaseModel):
    """`refusal` or a fee. `unpromised`: why there is a fee but no day: excluded_area, road_unknown."""

    carrier: QuotedCarrier
    table: QuotedTable
    zone: str | None
    fee_cents: int | None
    chargeable_g: int | None
    refusal: QuoteRefusal | None
    steps: list[QuoteStep]
    promised_at: str | None
    days: int | None
    unpromised: str | None


class Quotes(BaseModel):
    """`cheapest` and `fastest` are codes of carriers."""

    items: list[QuoteView]
    cheapest: str | None
    fastest: str | None
