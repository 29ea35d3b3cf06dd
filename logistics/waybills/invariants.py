"""The print register and the manifests, recomputed."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.invariants import Finding, invariant
from logistics.waybills.models import LabelPrint, Manifest

_prints, _manifests = LabelPrint.__table__, Manifest.__table__
_SUMS = ("pieces", "weight_g", "fee_cents")


@invariant("logistics.waybills")
def check_waybills(session: Session, mall_id: int) -> Iterator[Finding]:
    """Copies of a label are counted without gaps, each after the first has its reason; a manifest's totals
    are those of its lines.
    """
    copies: dict[str, int] = defaultdict(int)
    for row in session.execute(select(_prints).where(_prints.c.mall_id == mall_id).order_by(_prints.c.id)):
        copies[row.tracking_no] += 1
        if row.copy != copies[row.tracking_no]:
            yield Finding("copy_misnumbered", f"label_print:{row.id}", {"found": row.copy})
        if (row.copy > 1) != (row.reason is not None):
            yield Finding("reprint_without_reason", f"label_print:{row.id}")
    for row in session.execute(select(_manifests).where(_manifests.c.mall_id == mall_id)):
        sums = {name: sum(line[name] for line in row.lines) for name in _SUMS}
        if row.parcels != len(row.lines) or any(getattr(row, name) != sums[name] for name in _SUMS):
            yield Finding("manifest_totals_wrong", f"manifest:{row.id}", sums)
