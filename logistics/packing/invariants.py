"""The packing book, recomputed."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.invariants import Finding, invariant
from logistics.consignments.models import Consignment
from logistics.packing.models import Packing

_packings, _parcels = Packing.__table__, Consignment.__table__


@invariant("logistics.packing")
def check_packing(session: Session, mall_id: int) -> Iterator[Finding]:
    """Pieces packed together are numbered without gaps and belong to a parcel of the same reference, if to
    any.
    """
    references = {
        row.id: row.reference
        for row in session.execute(
            select(_parcels.c.id, _parcels.c.reference).where(_parcels.c.mall_id == mall_id)
        )
    }
    together: dict[tuple[str, int | None, int], list[int]] = defaultdict(list)
    for row in session.execute(
        select(_packings).where(_packings.c.mall_id == mall_id).order_by(_packings.c.id)
    ):
        subject = row.reference
        together[row.reference, row.consignment_id, row.packed_ms].append(row.piece)
        if row.consignment_id is not None and references.get(row.consignment_id, subject) != subject:
            yield Finding("packed_for_another", subject, {"consignment_id": row.consignment_id})
        if row.weight_g <= 0 or row.cost_cents < 0 or not 0 <= row.damage_permille <= 1000:
            yield Finding("packing_values_wrong", subject, {"packing_id": row.id})
    for (reference, _, _), pieces in together.items():
        if pieces != list(range(1, len(pieces) + 1)):
            yield Finding("pieces_misnumbered", reference, {"found": pieces})
