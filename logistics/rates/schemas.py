"""Rate tables on the wire."""

from typing import Any

from pydantic import BaseModel, Field

from core.http import Body
from logistics.rates.sheets import MOST_BYTES


class RateTableView(BaseModel):
    """`now`: it prices at this instant. `valid_from` and `valid_until` are what its document says,
    `valid_from_at` and `valid_until_at` what holds (a later version may have ended it)."""

    id: int
    code: str
    version: int
    carrier: str | None
    zh: str
    en: str
    state: str
    now: bool
    valid_from: str
    valid_until: str | None
    valid_from_at: str
    valid_until_at: str | None
    zones: int
    imported_at: str
    imported_by: str
    source: str
    hash: str


class RateTableList(BaseModel):
    items: list[RateTableView]


class RateTableDetail(RateTableView):
    """`document`: the table as data. `columns` and `rows`: as its sheet shows it, empty columns left out."""

    document: dict[str, Any]
    columns: list[str]
    rows: list[list[str]]


class File(Body):
    """A CSV or XLSX file by name, its bytes as base64."""

    name: str = Field(min_length=5, max_length=120)
    content: str = Field(max_length=MOST_BYTES * 4 // 3 + 4)


class Import(File):
    activate: bool


class Activate(Body):
    end_previous: bool


class SheetError(BaseModel):
    row: int
    column: str | None
    code: str
    params: dict[str, Any]


class Change(BaseModel):
    """What one kilogram costs now and would cost."""

    zone: str
    zh: str
    en: str
    before_cents: int | None
    after_cents: int | None


class PreviewedTable(BaseModel):
    code: str
    version: int
    carrier: str | None
    zh: str
    en: str
    valid_from: str
    valid_until: str | None
    zones: int
    replaces: int | None
    changes: list[Change]


class Preview(BaseModel):
    tables: list[PreviewedTable]
    rows: int
    errors: list[SheetError]


class Imported(BaseModel):
    ids: list[int]


class Activated(BaseModel):
    id: int
    state: str
