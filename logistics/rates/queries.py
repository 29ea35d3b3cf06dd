"""The rate tables of a mall, as other rooms and the desk read them."""

from dataclasses import dataclass
from typing import Any

from core.context import Ctx
from core.errors import NotFound
from core.wire import at
from logistics.carriers.queries import carriers
from logistics.rates.documents import document_of, known, prepare
from logistics.rates.models import RateTableRow
from logistics.rates.validity import Span
from logistics.rates.zones import Index

_ACTIVE = (
    "SELECT id, code, version, carrier, hash FROM rate_tables WHERE mall_id = ? AND state = 'active' "
    "AND valid_from_ms <= ? AND (valid_until_ms IS NULL OR valid_until_ms > ?) ORDER BY id"
)
_TEXT = "SELECT document FROM rate_tables WHERE mall_id = ? AND id = ?"


@dataclass(frozen=True, slots=True)
class Active:
    """A version that prices now. `carrier` is a carrier's code, "" for a table of the shop's own."""

    id: int
    code: str
    version: int
    carrier: str
    index: Index


def tables_at(ctx: Ctx, at_ms: int | None = None) -> list[Active]:
    """The versions that price at a mall instant (now, if none is given), in the order of their import."""
    instant = ctx.mall_ms if at_ms is None else at_ms
    found = []
    for number, code, version, carrier, digest in ctx.driver.all(_ACTIVE, (ctx.mall_id, instant, instant)):
        found.append(Active(number, code, version, carrier, prepared(ctx, number, digest)))
    return found


def prepared(ctx: Ctx, rate_table_id: int, digest: str) -> Index:
    """The prepared table of a row whose hash is known; its document is read once per process."""
    index = known(digest)
    if index is None:
        text = ctx.driver.one(_TEXT, (ctx.mall_id, rate_table_id))
        index = prepare(digest, text[0] if text else "{}")
    return index


def table_of(ctx: Ctx, carrier: str, at_ms: int | None = None) -> Active | None:
    """The version that prices for a carrier's code now ("" is the shop's own); None when there is none."""
    return next((table for table in tables_at(ctx, at_ms) if table.carrier == carrier), None)


def table_by_code(ctx: Ctx, code: str, at_ms: int | None = None) -> Active | None:
    """The version of a table that prices now; None when there is none."""
    return next((table for table in tables_at(ctx, at_ms) if table.code == code), None)


def index_of(row: Any) -> Index:
    """The prepared table of a row."""
    return known(row.hash) or prepare(row.hash, row.document)


def rate_tables(ctx: Ctx) -> dict[str, Any]:
    """Every version there is: by code, the newest first."""
    rows = ctx.rows(RateTableRow, order_by=("code", "-version"))
    return {"items": [_wire(ctx, row) for row in rows]}


def rate_table(ctx: Ctx, *, rate_table_id: int) -> dict[str, Any]:
    """One version with its document. Raises NotFound."""
    row = ctx.get(RateTableRow, rate_table_id)
    return {**_wire(ctx, row), "document": document_of(index_of(row).table)}


def index_by_id(ctx: Ctx, *, rate_table_id: int) -> Index:
    """One version, whatever its state. Raises NotFound."""
    return index_of(ctx.get(RateTableRow, rate_table_id))


def carrier_codes(ctx: Ctx) -> set[str]:
    """The codes of the mall's carriers."""
    return {row.code for row in carriers(ctx).values()}


def newest(ctx: Ctx, code: str) -> Any:
    """The row of the newest version of a table. Raises NotFound."""
    row = ctx.row(RateTableRow, code=code, order_by="-version")
    if row is None:
        raise NotFound("rate_table", table=code)
    return row


def _wire(ctx: Ctx, row: Any) -> dict[str, Any]:
    table = index_of(row).table
    span = Span(row.valid_from_ms, row.valid_until_ms)
    return {
        "id": row.id,
        "code": row.code,
        "version": row.version,
        "carrier": row.carrier or None,
        "zh": table.zh,
        "en": table.en,
        "state": row.state,
        "now": row.state == "active" and span.holds(ctx.mall_ms),
        "valid_from_at": at(row.valid_from_ms),
        "valid_until_at": at(row.valid_until_ms),
        "valid_from": table.valid_from.isoformat(),
        "valid_until": None if table.valid_until is None else table.valid_until.isoformat(),
        "zones": len(table.zones),
        "imported_at": at(row.imported_ms),
        "imported_by": row.imported_by,
        "source": row.source,
        "hash": row.hash,
    }
