"""Rate tables come in and are put to work; the sole writer of them."""

from typing import Any

from core.commands.registry import command
from core.context import Ctx
from core.errors import IllegalTransition, Invalid, Refusal
from core.wire import at
from logistics.rates.documents import document_of, hash_of, read, text_of
from logistics.rates.events import RateTableActivated, RateTableImported
from logistics.rates.models import RateTableRow
from logistics.rates.queries import carrier_codes, index_of
from logistics.rates.validity import Span, span_of

MOST_AT_ONCE = 40
MOST_VERSIONS = 200


def import_table(ctx: Ctx, *, document: dict[str, Any], source: str) -> int:
    """Keeps a version of a rate table as a draft: it prices nothing until it is activated. Returns its id.

    Records RateTableImported. Raises Invalid `rate_table_errors` {errors}, Refusal `version_exists` and
    `too_many_versions`.
    """
    table, problems = read(document)
    errors = [problem._asdict() for problem in problems]
    if table is not None and table.carrier and table.carrier not in carrier_codes(ctx):
        errors.append({"where": "table", "code": "carrier_unknown", "params": {"carrier": table.carrier}})
    if table is None or errors:
        raise Invalid("rate_table_errors", errors=errors)
    versions = ctx.rows(RateTableRow, code=table.code)
    if any(row.version == table.version for row in versions):
        raise Refusal("version_exists", table=table.code, version=table.version)
    if len(versions) >= MOST_VERSIONS:
        raise Refusal("too_many_versions", table=table.code, limit=MOST_VERSIONS)
    text, span = text_of(document_of(table)), span_of(table, ctx.mall.zone)
    number = ctx.insert(
        RateTableRow,
        code=table.code,
        version=table.version,
        carrier=table.carrier,
        state="draft",
        valid_from_ms=span.from_ms,
        valid_until_ms=span.until_ms,
        hash=hash_of(text),
        document=text,
        imported_ms=ctx.mall_ms,
        imported_by=ctx.actor,
        source=source,
    )
    ctx.record(
        RateTableImported(
            rate_table_id=number, code=table.code, table_version=table.version, carrier=table.carrier
        )
    )
    return number


def activate(ctx: Ctx, *, rate_table_id: int, end_previous: bool = True) -> None:
    """Puts a version to work within the validity its document says.

    Where its validity overlaps other active versions of the same code: `end_previous` ends the ones that
    began before it where it begins, and retires the ones that begin with it or later; without it that is
    refused. Records RateTableActivated. Raises NotFound, IllegalTransition when it is active already,
    Refusal `validity_overlaps`, `carrier_has_a_table` (another code already prices for that carrier then).
    """
    row = ctx.get(RateTableRow, rate_table_id)
    if row.state == "active":
        raise IllegalTransition("rate_table", state=row.state, action="activate")
    span = span_of(index_of(row).table, ctx.mall.zone)
    ended: list[int] = []
    retired: list[int] = []
    for other in ctx.rows(RateTableRow, state="active", carrier=row.carrier, order_by="id"):
        beside = Span(other.valid_from_ms, other.valid_until_ms)
        if not beside.overlaps(span):
            continue
        if other.code != row.code:
            if not row.carrier:
                continue  # the shop may have several tables of its own
            raise Refusal("carrier_has_a_table", table=other.code, version=other.version, carrier=row.carrier)
        if not end_previous:
            raise Refusal(
                "validity_overlaps",
                table=other.code,
                version=other.version,
                valid_from=at(other.valid_from_ms),
                valid_until=at(other.valid_until_ms),
            )
        if beside.from_ms < span.from_ms:
            ctx.update(RateTableRow, other.id, valid_until_ms=span.from_ms)
            ended.append(other.id)
        else:
            ctx.update(RateTableRow, other.id, state="retired")
            retired.append(other.id)
    ctx.update(
        RateTableRow, rate_table_id, state="active", valid_from_ms=span.from_ms, valid_until_ms=span.until_ms
    )
    ctx.record(
        RateTableActivated(
            rate_table_id=rate_table_id,
            code=row.code,
            table_version=row.version,
            carrier=row.carrier,
            valid_from_ms=span.from_ms,
            valid_until_ms=span.until_ms,
            ended=ended,
            retired=retired,
        )
    )


@command("logistics.import_rate_tables", actors={"lead"})
def import_tables(
    ctx: Ctx, *, documents: list[dict[str, Any]], source: str, activate_them: bool
) -> dict[str, Any]:
    """Keeps all of these versions, or none when one of them is refused; puts them to work if asked to."""
    if not 0 < len(documents) <= MOST_AT_ONCE:
        raise Invalid("rate_tables_count", limit=MOST_AT_ONCE)
    ids = [import_table(ctx, document=document, source=source) for document in documents]
    if activate_them:
        for number in ids:
            activate(ctx, rate_table_id=number)
    return {"ids": ids}


@command("logistics.activate_rate_table", actors={"lead"})
def activate_rate_table(ctx: Ctx, *, rate_table_id: int, end_previous: bool) -> dict[str, Any]:
    """Puts a version to work. See `activate`."""
    activate(ctx, rate_table_id=rate_table_id, end_previous=end_previous)
    row = ctx.get(RateTableRow, rate_table_id)
    return {"id": rate_table_id, "state": row.state}
