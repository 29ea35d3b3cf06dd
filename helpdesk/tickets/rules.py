"""Where a ticket (工单) may go, and who may send it there."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from core.errors import IllegalTransition, Invalid

Actor = Literal["agent", "timer"]
NEW, OPEN, ON_HOLD = "new", "open", "on_hold"
PENDING = {"customer": "pending_customer", "third_party": "pending_third_party"}
RESOLVED, CLOSED = "resolved", "closed"
WAITING = (ON_HOLD, *PENDING.values())

PRIORITIES = ("low", "normal", "high", "urgent")
AUTO_CLOSE_MS = 72 * 3_600_000
LONGEST_TITLE, LONGEST_TEXT = 120, 4_000
LONGEST_HOLD_MINUTES = 60 * 24 * 30
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")

# An agent who opens a ticket takes it at once.
MOVES: Mapping[tuple[str, str, Actor], str] = MappingProxyType(
    {
        (NEW, "take", "agent"): OPEN,
        (NEW, "take", "timer"): OPEN,
        **{(state, "hold", "agent"): ON_HOLD for state in (OPEN, *PENDING.values())},
        **{
            (state, "pend_customer", "agent"): PENDING["customer"]
            for state in (OPEN, ON_HOLD, PENDING["third_party"])
        },
        **{
            (state, "pend_third_party", "agent"): PENDING["third_party"]
            for state in (OPEN, ON_HOLD, PENDING["customer"])
        },
        **{(state, "go_on", "agent"): OPEN for state in WAITING},
        (ON_HOLD, "remind", "timer"): OPEN,
        **{(state, "resolve", "agent"): RESOLVED for state in (OPEN, *WAITING)},
        (RESOLVED, "reopen", "agent"): OPEN,
        (RESOLVED, "close", "timer"): CLOSED,
    }
)


def move(state: str, action: str, actor: Actor) -> str:
    """The state after it. Raises IllegalTransition."""
    after = MOVES.get((state, action, actor))
    if after is None:
        raise IllegalTransition("ticket", state=state, action=action)
    return after


def checked(text: str, limit: int, what: str) -> str:
    """The text without blanks around it. Raises Invalid `<what>_empty`, `<what>_too_long`."""
    text = text.strip()
    if not text:
        raise Invalid(f"{what}_empty")
    if len(text) > limit:
        raise Invalid(f"{what}_too_long", limit=limit)
    return text


def checked_code(code: str) -> str:
    """Raises Invalid `ticket_category_malformed`."""
    if not _CODE.fullmatch(code):
        raise Invalid("ticket_category_malformed")
    return code


def number(day: str, ticket_id: int) -> str:
    """The number people read out: T, the mall's day, the count."""
    return f"T{day}{ticket_id:04d}"
