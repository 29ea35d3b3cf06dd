"""Rate tables over HTTP: everybody at the desk looks and takes files home, a lead imports and activates."""

import asyncio
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Response

from core.errors import Invalid
from core.http import DeskAsk, DeskRead, LeadCommand
from logistics.rates import files, queries
from logistics.rates import schemas as S

router = APIRouter(prefix="/api/desk/{seat}/rate-tables", tags=["rates"])
Id = Annotated[int, Path(ge=1, le=2**53 - 1)]
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _answer(kind: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {TYPES[kind].partition(";")[0]: {}}}}


@router.get("", response_model=S.RateTableList)
async def rate_tables(read: DeskRead) -> Response:
    """Every version of every table, the newest of a code first."""
    return await read(queries.rate_tables)


@router.post("/preview", response_model=S.Preview)
async def preview(body: S.File, read: DeskAsk) -> Response:
    """What a file holds and what is wrong with it, row by row; nothing is changed."""
    sheet = await asyncio.to_thread(files.opened, body.name, body.content)
    return await read(files.preview, sheet=sheet)


@router.post("/import", response_model=S.Imported, status_code=201)
async def import_tables(body: S.Import, call: LeadCommand) -> Response:
    """Keeps every table of a file, or none when one row is wrong; puts them to work if asked to."""
    sheet = await asyncio.to_thread(files.opened, body.name, body.content)
    if sheet.errors:
        raise Invalid("rate_table_errors", errors=[error._asdict() for error in sheet.errors])
    return await call(
        "logistics.import_rate_tables",
        status=201,
        documents=sheet.documents(),
        source=body.name,
        activate_them=body.activate,
    )


@router.get("/{rate_table_id}.csv", response_class=Response, responses=_answer("csv"))
async def as_csv(rate_table_id: Id, read: DeskRead) -> Response:
    """One version as CSV."""
    return await _file(read, rate_table_id, "csv")


@router.get("/{rate_table_id}.xlsx", response_class=Response, responses=_answer("xlsx"))
async def as_xlsx(rate_table_id: Id, read: DeskRead) -> Response:
    """One version as a workbook."""
    return await _file(read, rate_table_id, "xlsx")


@router.get("/{rate_table_id}", response_model=S.RateTableDetail)
async def rate_table(rate_table_id: Id, read: DeskRead) -> Response:
    """One version with its document and its rows."""
    return await read(files.shown, rate_table_id=rate_table_id)


@router.post("/{rate_table_id}/activate", response_model=S.Activated)
async def activate(rate_table_id: Id, body: S.Activate, call: LeadCommand) -> Response:
    """Puts a version to work within its validity."""
    return await call(
        "logistics.activate_rate_table", rate_table_id=rate_table_id, end_previous=body.end_previous
    )


async def _file(read: DeskRead, rate_table_id: int, kind: Literal["csv", "xlsx"]) -> Response:
    table = await read.value(files.table_for_file, rate_table_id=rate_table_id)
    content = await asyncio.to_thread(files.written, table, kind)
    name = f"{table.code}-v{table.version}.{kind}"
    return Response(
        content, headers={"Content-Disposition": f'attachment; filename="{name}"'}, media_type=TYPES[kind]
    )
