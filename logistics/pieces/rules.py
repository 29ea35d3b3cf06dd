"""When several pieces count as one parcel that has come somewhere."""

from collections.abc import Iterable

from core.errors import IllegalTransition
from logistics.consignments.rules import SCANS, STATES, after_scan

_RANK = {state: rank for rank, state in enumerate(STATES)}


def after(state: str, code: str) -> str:
    """The state of a piece after a scan of its own. Raises IllegalTransition."""
    return after_scan(state, None, None, code).state


def follows(state: str, code: str) -> bool:
    """Whether a piece in this state goes along when the whole shipment is scanned with this code."""
    rule = SCANS.get(code)
    return rule is not None and state in rule.moves


def trouble_of(code: str) -> tuple[str, str] | None:
    """The trouble (exception, blame) a scan reports; None when it reports none."""
    return SCANS[code].raises


def together(states: Iterable[str], reached: str) -> bool:
    """Whether every piece has come as far as `reached`: then the shipment has."""
    return all(_RANK[state] >= _RANK[reached] for state in states)


def may_divide(state: str, action: str) -> None:
    """Pieces are put together and taken apart only before the carrier has them. Raises IllegalTransition."""
    if state != "label_created":
        raise IllegalTransition("consignment", state=state, action=action)
