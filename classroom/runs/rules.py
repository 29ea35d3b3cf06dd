"""Decisions about runs: their states, join codes, seeds and how many may take part."""

from collections.abc import Mapping
from types import MappingProxyType

from core.errors import IllegalTransition, Refusal

MOST_PLACES = 60
DAY_MS = 24 * 3_600_000
PRACTICE_SEEDS = 5
# A mall whose shoppers will not go is ended this long after its time all the same.
GRACE_MS = 5 * 60_000

TRANSITIONS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("ready", "start"): "running",
        ("running", "pause"): "paused",
        ("paused", "resume"): "running",
        ("ready", "end"): "ended",
        ("running", "end"): "ended",
        ("paused", "end"): "ended",
    }
)


def after(state: str, action: str) -> str:
    """The state after an action. Raises IllegalTransition."""
    found = TRANSITIONS.get((state, action))
    if found is None:
        raise IllegalTransition("run", state=state, action=action)
    return found


def clean_code(typed: str) -> str:
    """A join code as it was meant: any case, spaces and hyphens between. Codes never hold 0, O, 1, I or L."""
    return "".join(ch for ch in typed.upper() if ch.isalnum())


def practice_seed(practised_before: int) -> int:
    """Practising again brings other orders and shoppers, from a small ring so that openings are found
    ready.
    """
    return 1 + practised_before % PRACTICE_SEEDS


def check_quota(practised_today: int, quota: int) -> None:
    """Raises Refusal `practice_quota` (429) when the day's number is used up; 0 means no limit."""
    if quota and practised_today >= quota:
        raise Refusal("practice_quota", 429, quota=quota)


def check_room(places: int) -> None:
    """Raises Refusal `class_full`."""
    if places >= MOST_PLACES:
        raise Refusal("class_full", most=MOST_PLACES)


def is_over(desk_ms: int, duration_ms: int, open_cases: int) -> bool:
    """The time is up and nobody is left to serve; or it has been up for long."""
    return desk_ms >= duration_ms and (open_cases == 0 or desk_ms >= duration_ms + GRACE_MS)
