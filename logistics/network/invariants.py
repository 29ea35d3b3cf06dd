"""No hub has sent on more than it can."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.invariants import Finding, invariant
from logistics.network import rules
from logistics.network.models import HubLoad, NetworkPlan

_loads, _plans = HubLoad.__table__, NetworkPlan.__table__


@invariant("logistics.capacity")
def check_capacity(session: Session, mall_id: int) -> Iterator[Finding]:
    """Parcels sent on by a hub in a day are at least one and at most what it can take on."""
    plan = session.execute(select(_plans.c.document).where(_plans.c.mall_id == mall_id)).first()
    rooms = {} if plan is None else plan.document.get("capacity", {})
    for row in session.execute(select(_loads).where(_loads.c.mall_id == mall_id)):
        if not 1 <= row.parcels <= rooms.get(str(row.hub_id), rules.ENDLESS):
            yield Finding("hub_over_capacity", f"hub:{row.hub_id}", {"day": row.day, "parcels": row.parcels})
