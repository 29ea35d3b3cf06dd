"""Pieces, as other rooms read them."""

from collections.abc import Sequence
from typing import Any

from core.context import Ctx
from core.wire import at
from logistics.pieces.models import ParcelPiece


def pieces_of(ctx: Ctx, consignment_id: int) -> list[Any]:
    """The pieces of a shipment by their number; none for a shipment of one."""
    return list(ctx.rows(ParcelPiece, consignment_id=consignment_id, order_by="piece_no"))


def views(ctx: Ctx, consignment_ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """The pieces of these shipments as pages show them."""
    found: dict[int, list[dict[str, Any]]] = {number: [] for number in consignment_ids}
    for row in ctx.rows(ParcelPiece, consignment_id=consignment_ids, order_by="piece_no"):
        found[row.consignment_id].append(
            {
                "piece_no": row.piece_no,
                "tracking_no": row.tracking_no,
                "weight_g": row.weight_g,
                "state": row.state,
                "last_scan_at": at(row.last_scan_ms),
            }
        )
    return found
