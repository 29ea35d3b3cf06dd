"""Tracking, recomputed: a parcel stands where its scans say, and time only goes forward."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import IllegalTransition
from core.invariants import Finding, invariant
from logistics.consignments.models import Consignment, Scan
from logistics.consignments.rules import EXCEPTIONS, LABELLED, ON_THE_ROAD, after_scan

_parcels, _scans = Consignment.__table__, Scan.__table__
# States a parcel comes to by what the sender or the carrier decides, not by a scan.
BY_DECISION = {"awaiting_collection": ("label_created",), "cancelled": LABELLED, "lost_closed": ON_THE_ROAD}


@invariant("logistics.tracking")
def check_tracking(session: Session, mall_id: int) -> Iterator[Finding]:
    """Scans come in the order of their numbers, begin with the label and end at the parcel's last scan."""
    scans: dict[int, list[Any]] = defaultdict(list)
    for scan in session.execute(
        select(_scans.c.id, _scans.c.consignment_id, _scans.c.at_ms, _scans.c.code)
        .where(_scans.c.mall_id == mall_id)
        .order_by(_scans.c.consignment_id, _scans.c.id)
    ):
        scans[scan.consignment_id].append(scan)
    numbers: set[str] = set()
    for parcel in session.execute(select(_parcels).where(_parcels.c.mall_id == mall_id)):
        subject, own = f"consignment:{parcel.id}", scans[parcel.id]
        if not own or own[0].code != "label_created":
            yield Finding("no_label", subject)
            continue
        if any(later.at_ms < earlier.at_ms for earlier, later in pairwise(own)):
            yield Finding("tracking_goes_back_in_time", subject)
        if parcel.last_scan_ms != own[-1].at_ms:
            yield Finding("last_scan_wrong", subject, {"found": parcel.last_scan_ms})
        codes = {scan.code: scan.at_ms for scan in own}
        if parcel.collected_ms != codes.get("collected") or parcel.signed_ms != codes.get("signed"):
            yield Finding("instants_wrong", subject)
        reached = _replayed(scan.code for scan in own[1:])
        if reached != parcel.state and reached not in BY_DECISION.get(parcel.state, ()):
            yield Finding("state_not_the_scans", subject, {"found": parcel.state, "expected": reached})
        if (parcel.exception is None) != (parcel.blame is None) or parcel.exception not in (
            None,
            *EXCEPTIONS,
        ):
            yield Finding("trouble_without_blame", subject, {"exception": parcel.exception})
        if parcel.tracking_no in numbers:
            yield Finding("tracking_number_twice", subject, {"tracking_no": parcel.tracking_no})
        numbers.add(parcel.tracking_no)


def _replayed(codes: Iterable[str]) -> str:
    """The state a parcel has come to by these scans; the impossible one itself when one can't follow."""
    state = "label_created"
    for code in codes:
        try:
            state = after_scan(state, None, None, code).state
        except IllegalTransition:
            return f"{code} after {state}"
    return state
