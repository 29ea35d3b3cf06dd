"""What a carrier's clerk reads from the screen: the books as they stand, nothing promised."""

from typing import Any

from logistics.consignments.rules import ENDED, HOUR_MS, LABELLED

QUIET_HOURS = 24


def answer(parcel: Any, last_scan: Any, now_ms: int) -> tuple[str, dict[str, Any]]:
    """The clerk's answer about a parcel (None: no such number with this carrier) at an instant, in ms.

    Codes: unknown, no_trace, signed, ended, silent (no scan for a day), where.
    """
    if parcel is None:
        return "unknown", {}
    if parcel.state in LABELLED:
        return "no_trace", {}
    if parcel.state == "signed":
        return "signed", {"at_ms": parcel.signed_ms, "who": parcel.signed_by}
    found = {"at_ms": last_scan.at_ms, "code": last_scan.code, "hub_id": last_scan.hub_id}
    if parcel.state in ENDED:
        return "ended", found
    if now_ms - last_scan.at_ms >= QUIET_HOURS * HOUR_MS:
        return "silent", found
    return "where", found
