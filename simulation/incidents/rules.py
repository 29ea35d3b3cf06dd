"""Which incidents there are, what they must be told, and who comes in about them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from core.errors import Invalid

BURST = 2  # how many of those hit write in at once
FIRST_MS, SPREAD_MS = 25_000, 150_000
PATIENCE_MS = 24 * 3_600_000  # how long one waits for a parcel to be packed or fetched before one asks
PERSONAS = ("bursty_angry", "deadline_parent", "polite_wordy", "student_pleading", "fragmentary", "patient")


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter: `least`, `most` and what it is when left out; numbers of hubs and carriers have none: left
    out, the one that hits most is taken.
    """

    name: str
    least: int | None = None
    most: int | None = None
    default: int | None = None

    def wire(self) -> dict[str, Any]:
        return {"name": self.name, "least": self.least, "most": self.most, "default": self.default}


HUB, CARRIER = Param("hub_id"), Param("carrier_id")
DAYS = Param("days", 1, 7, 2)
COUNT = Param("count", 1, 20, 3)


@dataclass(frozen=True, slots=True)
class Kind:
    """`disruption`: what operations declare. `clears`: it can be ended. `truth`: what is true of the orders
    of those who come in about it; without one nobody comes in by themselves.
    """

    params: tuple[Param, ...]
    disruption: str | None = None
    force_majeure: bool = False
    clears: bool = False
    truth: str | None = None


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "hub_backlog": Kind((HUB, DAYS), disruption="hub_backlog", clears=True, truth="hub_backlog"),
        "storm": Kind((HUB, DAYS), disruption="storm", force_majeure=True, clears=True, truth="storm"),
        "carrier_strike": Kind((CARRIER, DAYS), disruption="strike", clears=True),
        "sorting_error": Kind((COUNT,)),
        "lost": Kind((COUNT,), clears=True),
        "damaged": Kind((COUNT,)),
        "wrong_item": Kind((COUNT,)),
        "address_problem": Kind((COUNT,)),
        "fake_delivery": Kind((COUNT,), truth="signed_not_received"),
        "locker_dispute": Kind((COUNT,), truth="signed_not_received"),
        "station_drop": Kind((COUNT,), truth="signed_not_received"),
        "courier_rude": Kind((COUNT,)),
        "rate_table_wrong": Kind((CARRIER,), clears=True),
        "stocktake_difference": Kind((), clears=True, truth="not_dispatched"),
        "customs_hold": Kind((COUNT,)),
        "no_collection": Kind((COUNT,), clears=True, truth="never_collected"),
        "parcel_refused": Kind((COUNT,)),
        "redirect": Kind((COUNT,)),
    }
)


def kind_of(kind: str) -> Kind:
    """Raises Invalid `incident_kind_unknown`."""
    found = KINDS.get(kind)
    if found is None:
        raise Invalid("incident_kind_unknown", incident_kind=kind)
    return found


def checked(kind: str, params: Mapping[str, Any]) -> dict[str, int | None]:
    """The parameters of the kind and nothing else, what was left out filled in.

    Raises Invalid `incident_kind_unknown`, `incident_hub_unknown`, `incident_carrier_unknown`,
    `incident_days_out_of_range`, `incident_count_out_of_range`.
    """
    found: dict[str, int | None] = {}
    for param in kind_of(kind).params:
        value = params.get(param.name)
        value = param.default if value is None else value
        number = value if isinstance(value, int) and not isinstance(value, bool) else None
        short = param.name.removesuffix("_id")
        if param.least is None or param.most is None:
            if value is not None and number is None:
                raise Invalid(f"incident_{short}_unknown")
        elif number is None or not param.least <= number <= param.most:
            raise Invalid(f"incident_{short}_out_of_range", least=param.least, most=param.most)
        found[param.name] = value
    return found
