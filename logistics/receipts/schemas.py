"""Receipts on the wire."""

from typing import Literal

from pydantic import BaseModel, Field

from core.http import Body

Condition = Literal["intact", "wet", "crushed", "opened"]
Verdict = Literal["sellable", "damaged", "wrong_item", "missing_part", "missing"]


class FoundArticle(Body):
    ref: str = Field(max_length=60)
    verdict: Verdict
    count: int = Field(default=1, ge=1, le=200)


class RecordReceipt(Body):
    consignment_id: int
    condition: Condition
    pieces: int = Field(ge=0, le=99)
    articles: list[FoundArticle] = Field(min_length=1, max_length=200)
    note: str = Field(default="", max_length=500)


class ArticleView(BaseModel):
    ref: str
    verdict: Verdict
    count: int


class ReceiptView(BaseModel):
    """`claim`: the kind of claim the inspection speaks for, if any."""

    id: int
    consignment_id: int
    reference: str
    tracking_no: str
    condition: Condition
    pieces: int
    articles: list[ArticleView]
    note: str
    received_by: str
    received_at: str
    claim: str | None


class ExpectedArticle(BaseModel):
    ref: str
    count: int


class Waiting(BaseModel):
    consignment_id: int
    reference: str
    tracking_no: str
    pieces: int
    returned_at: str | None
    articles: list[ExpectedArticle]


class Receipts(BaseModel):
    waiting: list[Waiting]
    items: list[ReceiptView]
    next: int | None
