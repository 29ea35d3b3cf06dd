"""What must be true of approvals: decided by a lead, and done once."""

from collections import Counter
from collections.abc import Iterator

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.events.log import read_log
from core.invariants import Finding, invariant
from helpdesk.approvals.models import Approval

_A = Approval.__table__
DONE_BY = {
    "helpdesk.pay_out": "shop.payout.paid",
    "helpdesk.grant_coupon": "shop.coupon.granted",
    "helpdesk.refund": "shop.return.requested",
    "helpdesk.approve_return": "shop.return.approved",
}


@invariant("helpdesk.approvals_once")
def executed_once(session: Session, mall_id: int) -> Iterator[Finding]:
    """A granted approval was granted once, by a lead, and in that instant the lead did what it allows;
    others did not.
    """
    rows = session.connection().execute(select(_A).where(_A.c.mall_id == mall_id).order_by(_A.c.id)).all()
    if not rows:
        return
    granted: Counter[int] = Counter()
    done: set[tuple[str, str, int, int]] = set()
    kinds = ("helpdesk.approval.granted", *DONE_BY.values())
    for event in read_log(session, mall_id, kinds=kinds):
        data = orjson.loads(event.data)
        if event.kind == "helpdesk.approval.granted":
            granted[data["approval"]["id"]] += 1
        else:
            done.add((event.kind, event.actor, event.desk_ms, data["order_id"]))
    for row in rows:
        subject = f"approval:{row.id}"
        if granted[row.id] != (row.state == "granted"):
            yield Finding("granted_not_once", subject, {"times": granted[row.id]})
        if row.state != "granted":
            continue
        if not (row.decided_by or "").startswith("lead:"):
            yield Finding("granted_by_nobody_entitled", subject, {"by": row.decided_by})
        elif (DONE_BY[row.verb], row.decided_by, row.decided_desk_ms, row.order_id) not in done:
            yield Finding("granted_but_not_done", subject, {"verb": row.verb})
