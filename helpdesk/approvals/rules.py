"""An approval is asked once, decided once, and what it allows is done once."""

from collections.abc import Mapping
from types import MappingProxyType

from core.errors import IllegalTransition

REQUESTED, GRANTED, DECLINED, EXPIRED = "requested", "granted", "declined", "expired"
DEFAULT_EXPIRE_MS = 900_000
LONGEST_NOTE = 500

# (state, action) -> (state, who): a lead decides, the timer lets it lapse.
MOVES: Mapping[tuple[str, str], tuple[str, str]] = MappingProxyType(
    {
        (REQUESTED, "grant"): (GRANTED, "lead"),
        (REQUESTED, "decline"): (DECLINED, "lead"),
        (REQUESTED, "expire"): (EXPIRED, "timer"),
    }
)


def move(state: str, action: str) -> str:
    """The state after it. Raises IllegalTransition."""
    found = MOVES.get((state, action))
    if found is None:
        raise IllegalTransition("approval", state=state, action=action)
    return found[0]
