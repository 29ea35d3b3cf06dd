"""A page for developers on which a message is read while it is typed; the app serves it in development only."""

from pathlib import Path
from typing import Any

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from helpdesk.understanding.extracting import extract
from helpdesk.understanding.recognising import recognise

router = APIRouter(prefix="/api/lab", tags=["lab"])
page = APIRouter(prefix="/lab", include_in_schema=False)

SAID_AT = 1_762_398_000_000
FILES = Path(__file__).parent / "lab"


class LabText(BaseModel):
    """A message to read; `said_at` is mall time in unix ms, for the calendar words."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(max_length=20_000)
    language: str | None = Field(default=None, pattern=r"^(zh|en)(-[A-Za-z]+)?$")
    said_at: int = SAID_AT


class LabAct(BaseModel):
    """An act with the words that caused it."""

    name: str
    confidence: float
    spans: list[tuple[int, int]]
    reason: str


class LabStatement(BaseModel):
    """A statement with its words and, for dates and durations, its window in unix ms."""

    kind: str
    value: str | int | float
    unit: str | None
    at: tuple[int, int] | None
    span: tuple[int, int]


class LabReading(BaseModel):
    """What the message was understood to say."""

    acts: list[LabAct]
    statements: list[LabStatement]


@router.post("/dialogue", response_model=LabReading)
async def read_message(body: LabText) -> Any:
    """The acts and statements of a message, with spans."""
    return {
        "acts": [
            {"name": a.name, "confidence": a.confidence, "spans": a.spans, "reason": a.reason}
            for a in recognise(body.text, body.language)
        ],
        "statements": [
            {"kind": s.kind, "value": s.value, "unit": s.unit, "at": s.at, "span": s.span}
            for s in extract(body.text, body.said_at, body.language)
        ],
    }


@page.get("/dialogue")
async def lab_page() -> Response:
    """The page itself."""
    return Response((FILES / "dialogue.html").read_bytes(), media_type="text/html; charset=utf-8")


@page.get("/dialogue.js")
async def lab_script() -> Response:
    """What the page does."""
    return Response((FILES / "dialogue.js").read_bytes(), media_type="text/javascript; charset=utf-8")
