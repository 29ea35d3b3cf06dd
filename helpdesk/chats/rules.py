"""How a conversation (会话) may go, what is measured in it, and what counts as an answer."""

from collections.abc import Collection
from types import MappingProxyType
from typing import Literal

from core.errors import IllegalTransition, Invalid

Actor = Literal["shopper", "agent", "timer"]

QUEUED, ACTIVE, WAITING, SNOOZED = "queued", "active", "waiting_customer", "snoozed"
WRAP_UP, CLOSED, ABANDONED = "wrap_up", "closed", "abandoned"
STATES = (QUEUED, ACTIVE, WAITING, SNOOZED, WRAP_UP, CLOSED, ABANDONED)
OPEN = (QUEUED, ACTIVE, WAITING, SNOOZED, WRAP_UP)
ENDED = (CLOSED, ABANDONED)
# What fills an agent's hands: a snoozed conversation does not.
BUSY = (ACTIVE, WAITING, WRAP_UP)

CONTINUE_WITHIN_MS = 24 * 3_600_000
DEFAULT_IDLE_WARNING_MS = 240_000
DEFAULT_IDLE_CLOSE_MS = 180_000
DEFAULT_WRAP_UP_MS = 60_000
LONGEST_TEXT = 2_000
STARS = range(1, 6)

# (state, action, actor) -> state. "write" by the shopper to an ended conversation continues or opens one:
# `reopening`.
MOVES: MappingProxyType[tuple[str, str, Actor], str] = MappingProxyType(
    {
        (QUEUED, "write", "shopper"): QUEUED,
        (ACTIVE, "write", "shopper"): ACTIVE,
        (WAITING, "write", "shopper"): ACTIVE,
        (SNOOZED, "write", "shopper"): ACTIVE,
        (WRAP_UP, "write", "shopper"): ACTIVE,
        (QUEUED, "accept", "agent"): ACTIVE,
        (ACTIVE, "write", "agent"): WAITING,
        (WAITING, "write", "agent"): WAITING,
        (SNOOZED, "write", "agent"): WAITING,
        (WRAP_UP, "write", "agent"): WRAP_UP,
        (ACTIVE, "snooze", "agent"): SNOOZED,
        (WAITING, "snooze", "agent"): SNOOZED,
        (SNOOZED, "resume", "agent"): ACTIVE,
        (SNOOZED, "resume", "timer"): ACTIVE,
        (SNOOZED, "requeue", "timer"): QUEUED,
        (ACTIVE, "requeue", "timer"): QUEUED,
        (WAITING, "requeue", "timer"): QUEUED,
        (ACTIVE, "wrap_up", "agent"): WRAP_UP,
        (WAITING, "wrap_up", "agent"): WRAP_UP,
        (SNOOZED, "wrap_up", "agent"): WRAP_UP,
        (WAITING, "wrap_up", "timer"): WRAP_UP,
        (ACTIVE, "close", "agent"): CLOSED,
        (WAITING, "close", "agent"): CLOSED,
        (SNOOZED, "close", "agent"): CLOSED,
        (WRAP_UP, "close", "agent"): CLOSED,
        (WRAP_UP, "close", "timer"): CLOSED,
        (QUEUED, "leave", "shopper"): ABANDONED,
        (ACTIVE, "leave", "shopper"): WRAP_UP,
        (WAITING, "leave", "shopper"): WRAP_UP,
        (SNOOZED, "leave", "shopper"): WRAP_UP,
        (WRAP_UP, "leave", "shopper"): WRAP_UP,
    }
)

# Acts that say no more than a greeting or "please wait"; an agent's own short delay is one of them.
EMPTY_ACTS = frozenset(
    {"greet", "self_introduce", "ask_wait", "promise_deadline", "thank", "close", "apologise", "empathise"}
)
_NO_NEWS = frozenset({"order_no"})
_LONG_ENOUGH_WIDE, _LONG_ENOUGH_WORDS = 8, 6


def move(state: str, action: str, actor: Actor) -> str:
    """The state after it. Raises IllegalTransition."""
    after = MOVES.get((state, action, actor))
    if after is None:
        raise IllegalTransition("conversation", state=state, action=action)
    return after


def reopening(
    state: str | None, ended_mall_ms: int | None, now_mall_ms: int
) -> Literal["new", "next", "same"]:
    """What a shopper's message does:

    goes on in the same session, begins the next one, or opens a conversation.
    """
    if state is None:
        return "new"
    if state not in ENDED:
        return "same"
    recent = ended_mall_ms is not None and now_mall_ms - ended_mall_ms < CONTINUE_WITHIN_MS
    return "next" if recent else "new"


def checked_text(kind: str, text: str) -> str:
    """The text without the blanks around it. Raises Invalid `message_empty`, `message_too_long`."""
    text = text.strip()
    if kind in ("text", "note") and not text:
        raise Invalid("message_empty")
    if len(text) > LONGEST_TEXT:
        raise Invalid("message_too_long", limit=LONGEST_TEXT)
    return text


def says_something(
    kind: str, text: str, acts: Collection[str], news: Collection[tuple[str, str | None]]
) -> bool:
    """Whether an agent's message says more than a greeting or "please wait".

    `news` are its statements as (kind, about). Acts, facts, a card, or words nobody understood but that are
    long
    enough to hold something: the recogniser's silence costs nothing.
    """
    if kind in ("card", "image"):
        return True
    if set(acts) - EMPTY_ACTS:
        return True
    if any(what not in _NO_NEWS and not _own_delay(what, about) for what, about in news):
        return True
    wide = sum(1 for ch in text if ord(ch) > 0x2E80)
    return not acts and (wide >= _LONG_ENOUGH_WIDE or len(text.split()) >= _LONG_ENOUGH_WORDS)


def _own_delay(what: str, about: str | None) -> bool:
    return about == "reply" or (what == "duration" and about is None)
