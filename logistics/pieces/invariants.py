"""Pieces, recomputed: as many as the waybill says, numbered without a gap, none behind a signed shipment."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.invariants import Finding, invariant
from logistics.consignments.models import Consignment
from logistics.pieces.models import ParcelPiece

_parcels, _pieces = Consignment.__table__, ParcelPiece.__table__


@invariant("logistics.pieces")
def check_pieces(session: Session, mall_id: int) -> Iterator[Finding]:
    """Numbers run from 1; a live shipment's count and weight are its pieces'."""
    found: dict[int, list[Any]] = defaultdict(list)
    for piece in session.execute(
        select(_pieces)
        .where(_pieces.c.mall_id == mall_id)
        .order_by(_pieces.c.consignment_id, _pieces.c.piece_no)
    ):
        found[piece.consignment_id].append(piece)
    for parcel in session.execute(
        select(_parcels).where(_parcels.c.mall_id == mall_id, _parcels.c.id.in_(sorted(found) or [0]))
    ):
        subject, own = f"consignment:{parcel.id}", found[parcel.id]
        if [piece.piece_no for piece in own] != list(range(1, len(own) + 1)):
            yield Finding("pieces_not_numbered", subject)
        if parcel.state != "cancelled" and parcel.pieces != len(own):
            yield Finding("pieces_not_counted", subject, {"found": parcel.pieces, "expected": len(own)})
        if parcel.state == "signed" and any(piece.state != "signed" for piece in own):
            yield Finding("piece_behind_signature", subject)
