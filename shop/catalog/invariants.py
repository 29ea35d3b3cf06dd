"""Stock, recomputed: the counters are what the ledger adds up to."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.invariants import Finding, invariant
from shop.catalog.models import StockMovement, Variant

_variants, _moves = Variant.__table__, StockMovement.__table__


@invariant("shop.stock")
def check_stock(session: Session, mall_id: int) -> Iterator[Finding]:
    """Per variant: on hand and allocated equal the sums of the movements, and 0 ≤ allocated ≤ on hand."""
    ledger = {
        row.variant_id: (int(row.hand), int(row.held))
        for row in session.execute(
            select(
                _moves.c.variant_id,
                func.sum(_moves.c.on_hand_delta).label("hand"),
                func.sum(_moves.c.allocated_delta).label("held"),
            )
            .where(_moves.c.mall_id == mall_id)
            .group_by(_moves.c.variant_id)
        )
    }
    for row in session.execute(select(_variants).where(_variants.c.mall_id == mall_id)):
        found, expected = (row.on_hand, row.allocated), ledger.get(row.id, (0, 0))
        if found != expected:
            yield Finding("stock_not_the_ledger", f"variant:{row.id}", {"found": found, "expected": expected})
        if not 0 <= row.allocated <= row.on_hand:
            yield Finding("stock_impossible", f"variant:{row.id}", {"found": found})
