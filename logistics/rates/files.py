"""Rate tables as files: what a person sends is read and judged against the mall, what is there is written."""

import base64
import binascii
from typing import Any

from core.context import Ctx
from core.errors import Invalid
from logistics.rates.models import RateTableRow
from logistics.rates.queries import carrier_codes, index_by_id, rate_table, table_by_code
from logistics.rates.rules import price
from logistics.rates.sheet_in import RowError, Sheet, read_rows
from logistics.rates.sheet_out import rows_of
from logistics.rates.sheets import MOST_BYTES, read_file, write_csv, write_xlsx
from logistics.rates.values import Parcel, Piece, Priced, RateTable
from logistics.rates.zones import Index

SAMPLE = Parcel((Piece(1000),))


def opened(name: str, content: str) -> Sheet:
    """The sheet in a file sent as base64. Raises Invalid `file_unreadable`, `file_too_large` and what
    `sheets.read_file` raises; runs beside the loop."""
    if len(content) > MOST_BYTES * 4 // 3 + 4:
        raise Invalid("file_too_large", limit=MOST_BYTES)
    try:
        raw = base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        raise Invalid("file_unreadable") from None
    return read_rows(read_file(name, raw))


def judged(ctx: Ctx, sheet: Sheet) -> list[RowError]:
    """The sheet's errors and those only the mall knows: carriers that are not there, versions that are."""
    known, errors = carrier_codes(ctx), list(sheet.errors)
    for table in sheet.tables:
        row = sheet.heads.get(table.code, 1)
        if table.carrier and table.carrier not in known:
            errors.append(RowError(row, "carrier", "carrier_unknown", {"carrier": table.carrier}))
        if ctx.row(RateTableRow, code=table.code, version=table.version) is not None:
            params = {"table": table.code, "version": table.version}
            errors.append(RowError(row, "version", "version_exists", params))
    return errors


def preview(ctx: Ctx, *, sheet: Sheet) -> dict[str, Any]:
    """What an import of this sheet would bring, and what stands against it. Changes nothing."""
    errors = judged(ctx, sheet)
    return {
        "tables": [_compared(ctx, table) for table in sheet.tables],
        "rows": sheet.rows,
        "errors": [error._asdict() for error in errors],
    }


def _compared(ctx: Ctx, table: RateTable) -> dict[str, Any]:
    now = table_by_code(ctx, table.code)
    before, after = None if now is None else now.index, Index(table)
    codes = [*after.zones, *(code for code in (before.zones if before else ()) if code not in after.zones)]
    changes = []
    for code in codes:
        zone = after.zones.get(code) or (before.zones[code] if before else None)
        was, will = _sample(before, code), _sample(after, code)
        if was != will and zone is not None:
            changes.append(
                {"zone": code, "zh": zone.zh, "en": zone.en, "before_cents": was, "after_cents": will}
            )
    return {
        "code": table.code,
        "version": table.version,
        "carrier": table.carrier or None,
        "zh": table.zh,
        "en": table.en,
        "valid_from": table.valid_from.isoformat(),
        "valid_until": None if table.valid_until is None else table.valid_until.isoformat(),
        "zones": len(table.zones),
        "replaces": None if now is None else now.version,
        "changes": changes,
    }


def _sample(index: Index | None, zone: str) -> int | None:
    """The fee of one kilogram in a zone."""
    priced = None if index is None else price(index, SAMPLE, zone=zone)
    return priced.fee_cents if isinstance(priced, Priced) else None


def shown(ctx: Ctx, *, rate_table_id: int) -> dict[str, Any]:
    """One version with its document and as the rows of its sheet. Raises NotFound."""
    columns, *rows = rows_of([index_by_id(ctx, rate_table_id=rate_table_id).table])
    used = [number for number in range(len(columns)) if any(row[number] for row in rows)]
    return {
        **rate_table(ctx, rate_table_id=rate_table_id),
        "columns": [columns[number] for number in used],
        "rows": [[row[number] for number in used] for row in rows],
    }


def table_for_file(ctx: Ctx, *, rate_table_id: int) -> RateTable:
    """The table to be written. Raises NotFound."""
    return index_by_id(ctx, rate_table_id=rate_table_id).table


def written(table: RateTable, kind: str) -> bytes:
    """The table as a file ("csv", "xlsx"); runs beside the loop."""
    return write_csv(rows_of([table])) if kind == "csv" else write_xlsx(rows_of([table]))
