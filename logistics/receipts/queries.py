"""Parcels that came back: what waits to be opened, and what was found."""

from typing import Any

from core.context import Ctx
from core.wire import at
from logistics.consignments.models import Consignment
from logistics.packing.queries import packings_of
from logistics.receipts.models import Receipt
from logistics.receipts.rules import ground_for_claim

PAGE = 50


def expected_in(ctx: Ctx, parcel: Any) -> dict[str, int]:
    """What was packed in it, ref to how many; nothing when this bench did not pack it."""
    found: dict[str, int] = {}
    for piece in packings_of(ctx, parcel.id):
        for ref in piece["refs"]:
            found[ref] = found.get(ref, 0) + 1
    return found


def receipts(ctx: Ctx, *, after: int | None = None) -> dict[str, Any]:
    """Parcels that came back and were not opened yet, and the newest receipts, fifty at a time."""
    rows = [row for row in ctx.rows(Receipt, order_by="-id") if after is None or row.id < after]
    opened = {row.consignment_id for row in ctx.rows(Receipt)}
    waiting = [row for row in ctx.rows(Consignment, state="returned", order_by="id") if row.id not in opened]
    return {
        "waiting": [
            {
                "consignment_id": row.id,
                "reference": row.reference,
                "tracking_no": row.tracking_no,
                "pieces": row.pieces,
                "returned_at": None if row.last_scan_ms is None else at(row.last_scan_ms),
                "articles": [{"ref": ref, "count": n} for ref, n in expected_in(ctx, row).items()],
            }
            for row in waiting[-PAGE:]
        ],
        "items": _views(ctx, rows[:PAGE]),
        "next": rows[PAGE - 1].id if len(rows) > PAGE else None,
    }


def receipt_view(ctx: Ctx, *, receipt_id: int) -> dict[str, Any]:
    """One receipt. Raises NotFound."""
    return _views(ctx, [ctx.get(Receipt, receipt_id)])[0]


def _views(ctx: Ctx, rows: Any) -> list[dict[str, Any]]:
    if not rows:
        return []
    parcels = {row.id: row for row in ctx.rows(Consignment, id=[row.consignment_id for row in rows])}
    return [
        {
            "id": row.id,
            "consignment_id": row.consignment_id,
            "reference": row.reference,
            "tracking_no": parcels[row.consignment_id].tracking_no,
            "condition": row.condition,
            "pieces": row.pieces,
            "articles": row.articles,
            "note": row.note,
            "received_by": row.received_by,
            "received_at": at(row.received_ms),
            "claim": ground_for_claim(row.condition, row.articles),
        }
        for row in rows
    ]
