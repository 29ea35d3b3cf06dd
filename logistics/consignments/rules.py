"""How a parcel may move. The tables are the rules; the functions only read them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from core.errors import IllegalTransition

LABELLED = ("label_created", "awaiting_collection")
MOVING = ("collected", "in_transit", "arrived_city", "out_for_delivery", "ready_to_collect")
ON_THE_ROAD = (*MOVING, "returning")
ENDED = ("signed", "returned", "cancelled", "lost_closed")
STATES = (*LABELLED, *MOVING, "signed", "returning", "returned", "cancelled", "lost_closed")

EXCEPTIONS = (
    "delayed",
    "lost",
    "damaged",
    "address_problem",
    "refused",
    "no_update",
    "missorted",
    "forwarded",
)
BLAMES = ("carrier", "shop", "consignee", "weather", "customs", "other")

# Silence of the tracking in hours: first a warning to chase, then `no_update`, then suspected loss (rule P4).
SILENCE_HOURS: Mapping[str, int] = MappingProxyType({"chase": 48, "stalled": 72, "suspected_loss": 120})
HOUR_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class ScanRule:
    """What one scan code does: from which state to which, what trouble it reports and which it ends."""

    moves: Mapping[str, str]
    raises: tuple[str, str] | None = None
    clears: frozenset[str] = field(default_factory=frozenset)


def _stay(*states: str) -> dict[str, str]:
    return {state: state for state in states}


_FOUND = frozenset({"no_update", "lost"})
_ONWARD = _FOUND | {"delayed", "missorted", "forwarded"}
_AT_DOOR = _ONWARD | {"address_problem", "refused"}

SCANS: Mapping[str, ScanRule] = MappingProxyType(
    {
        "collected": ScanRule(dict.fromkeys(LABELLED, "collected"), clears=_ONWARD),
        "departed": ScanRule(
            {"collected": "in_transit", "in_transit": "in_transit", "returning": "returning"}, clears=_ONWARD
        ),
        "arrived": ScanRule(
            {"collected": "in_transit", "in_transit": "in_transit", "returning": "returning"}, clears=_FOUND
        ),
        "arrived_city": ScanRule({"collected": "arrived_city", "in_transit": "arrived_city"}, clears=_ONWARD),
        "out_for_delivery": ScanRule(
            dict.fromkeys(("arrived_city", "out_for_delivery", "ready_to_collect"), "out_for_delivery"),
            clears=_AT_DOOR,
        ),
        "ready_to_collect": ScanRule(
            dict.fromkeys(("arrived_city", "out_for_delivery"), "ready_to_collect"), clears=_AT_DOOR
        ),
        "signed": ScanRule(
            dict.fromkeys(("out_for_delivery", "ready_to_collect"), "signed"), clears=_AT_DOOR
        ),
        "delayed": ScanRule(_stay(*ON_THE_ROAD), raises=("delayed", "carrier"), clears=_FOUND),
        "backlog": ScanRule(
            {"collected": "in_transit", "in_transit": "in_transit", "arrived_city": "arrived_city"},
            raises=("delayed", "carrier"),
            clears=_FOUND,
        ),
        "storm_hold": ScanRule(
            {"collected": "in_transit", "in_transit": "in_transit", "arrived_city": "arrived_city"},
            raises=("delayed", "weather"),
            clears=_FOUND,
        ),
        "address_problem": ScanRule(
            _stay("in_transit", "arrived_city", "out_for_delivery"),
            raises=("address_problem", "consignee"),
            clears=_FOUND,
        ),
        "refused": ScanRule(
            _stay("arrived_city", "out_for_delivery", "ready_to_collect"),
            raises=("refused", "consignee"),
            clears=_FOUND,
        ),
        "customs_hold": ScanRule(
            {"collected": "in_transit", "in_transit": "in_transit", "arrived_city": "arrived_city"},
            raises=("delayed", "customs"),
            clears=_FOUND,
        ),
        "missorted": ScanRule(
            {"collected": "in_transit", "in_transit": "in_transit", "arrived_city": "in_transit"},
            raises=("missorted", "carrier"),
            clears=_FOUND,
        ),
        # Nobody at home: the courier comes again, which is no trouble yet.
        "delivery_failed": ScanRule(_stay("out_for_delivery"), clears=_FOUND),
        # The addressee or the sender named another address; the parcel goes on from where it is.
        "forwarded": ScanRule(
            {
                **_stay(*LABELLED, "collected", "in_transit"),
                **dict.fromkeys(("arrived_city", "out_for_delivery", "ready_to_collect"), "in_transit"),
            },
            raises=("forwarded", "consignee"),
            clears=_FOUND | {"address_problem", "missorted"},
        ),
        # Kept at the sender's wish, and sent on again.
        "held": ScanRule(_stay(*LABELLED, *MOVING), clears=_FOUND),
        "released": ScanRule(_stay(*LABELLED, *MOVING), clears=_FOUND),
        "found": ScanRule(_stay(*ON_THE_ROAD), clears=_FOUND),
        "damaged": ScanRule(_stay(*ON_THE_ROAD), raises=("damaged", "carrier")),
        "lost": ScanRule(_stay(*ON_THE_ROAD), raises=("lost", "carrier")),
        "intercepted": ScanRule(dict.fromkeys(MOVING, "returning"), clears=_ONWARD),
        "returning": ScanRule(dict.fromkeys(ON_THE_ROAD, "returning"), clears=_ONWARD),
        "returned": ScanRule({"returning": "returned"}, clears=_AT_DOOR),
    }
)

# What the sender may do before or after the carrier has the parcel; scans are not among these.
ACTIONS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("label_created", "book_collection"): "awaiting_collection",
        ("label_created", "cancel"): "cancelled",
        ("awaiting_collection", "cancel"): "cancelled",
        **{(state, "close_lost"): "lost_closed" for state in ON_THE_ROAD},
    }
)


# States in which a parcel can be held, and in which it can still be sent to another address.
HOLDABLE = (*LABELLED, "collected", "in_transit", "arrived_city", "ready_to_collect")
REROUTABLE = (*LABELLED, "collected", "in_transit", "arrived_city", "ready_to_collect")


def may_hold(state: str, held: bool) -> None:
    """A parcel on a courier's van or already held can't be held. Raises IllegalTransition."""
    if state not in HOLDABLE or held:
        raise IllegalTransition("consignment", state="held" if held else state, action="hold")


def may_release(state: str, held: bool) -> None:
    """Raises IllegalTransition for a parcel that nobody holds."""
    if not held:
        raise IllegalTransition("consignment", state=state, action="release")


def may_reroute(state: str) -> None:
    """Too late once the courier has it on the van. Raises IllegalTransition."""
    if state not in REROUTABLE:
        raise IllegalTransition("consignment", state=state, action="reroute")


@dataclass(frozen=True, slots=True)
class Position:
    """State and trouble of a parcel; `raised` says that the trouble is new."""

    state: str
    exception: str | None
    blame: str | None
    raised: bool = False


def after_scan(state: str, exception: str | None, blame: str | None, code: str) -> Position:
    """Where a parcel stands after a scan. Raises IllegalTransition for a scan that can't follow."""
    rule = SCANS.get(code)
    if rule is None or state not in rule.moves:
        raise IllegalTransition("consignment", state=state, action=code)
    if rule.raises is not None:
        return Position(rule.moves[state], *rule.raises, raised=(exception, blame) != rule.raises)
    if exception in rule.clears:
        exception = blame = None
    return Position(rule.moves[state], exception, blame)


def after_action(state: str, action: str) -> str:
    """The state after what the sender did. Raises IllegalTransition."""
    after = ACTIONS.get((state, action))
    if after is None:
        raise IllegalTransition("consignment", state=state, action=action)
    return after


def silence(
    state: str, last_scan_ms: int | None, now_ms: int, hours: Mapping[str, int] = SILENCE_HOURS
) -> str | None:
    """How long a parcel on the road has been silent: None, "chase", "stalled" or "suspected_loss"."""
    if state not in ON_THE_ROAD or state == "ready_to_collect" or last_scan_ms is None:
        return None
    quiet = now_ms - last_scan_ms
    reached = [name for name, limit in hours.items() if quiet >= limit * HOUR_MS]
    return max(reached, key=lambda name: hours[name]) if reached else None
