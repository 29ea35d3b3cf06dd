"""Which incidents there are and what they must be told."""

from typing import Any

from core.errors import Invalid

KINDS: dict[str, str] = {"hub_backlog": "hub_backlog", "storm": "storm"}
FORCE_MAJEURE = frozenset({"storm"})
LONGEST_DAYS = 7
BURST = 2  # how many of those hit write in at once
FIRST_MS, SPREAD_MS = 25_000, 150_000
PERSONAS = ("bursty_angry", "deadline_parent", "polite_wordy", "student_pleading", "fragmentary", "patient")


def checked(kind: str, params: dict[str, Any]) -> tuple[int | None, int]:
    """Hub (None: the one that hits most) and days. Raises Invalid `incident_kind_unknown`,
    `incident_days_out_of_range`.
    """
    if kind not in KINDS:
        raise Invalid("incident_kind_unknown", incident_kind=kind)
    days = params.get("days", 2)
    if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= LONGEST_DAYS:
        raise Invalid("incident_days_out_of_range", least=1, most=LONGEST_DAYS)
    hub = params.get("hub_id")
    if hub is not None and (not isinstance(hub, int) or isinstance(hub, bool)):
        raise Invalid("incident_hub_unknown")
    return hub, days
