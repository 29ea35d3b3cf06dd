"""The carriers' account, recomputed."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.invariants import Finding, invariant
from logistics.claims.models import CarrierEntry, Claim

_claims, _entries = Claim.__table__, CarrierEntry.__table__


@invariant("logistics.claims")
def check_claims(session: Session, mall_id: int) -> Iterator[Finding]:
    """What a claim says was paid stands in the account, once, and is never more than was asked for; a parcel
    has one claim that was not withdrawn.
    """
    booked: dict[int, int] = defaultdict(int)
    for entry in session.execute(select(_entries).where(_entries.c.mall_id == mall_id)):
        booked[entry.claim_id] += entry.amount_cents
    living: dict[int, int] = defaultdict(int)
    for row in session.execute(select(_claims).where(_claims.c.mall_id == mall_id).order_by(_claims.c.id)):
        subject = f"claim:{row.id}"
        living[row.consignment_id] += row.state != "withdrawn"
        if booked[row.id] != row.paid_cents or (row.paid_cents > 0) != (row.state == "paid"):
            yield Finding("claim_money_wrong", subject, {"booked": booked[row.id], "paid": row.paid_cents})
        if not row.paid_cents <= row.claimed_cents <= row.value_cents:
            yield Finding("claim_overpaid", subject)
    for consignment_id, count in living.items():
        if count > 1:
            yield Finding("claimed_twice", f"consignment:{consignment_id}", {"claims": count})
