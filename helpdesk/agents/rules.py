"""Presence of the people at the desk.

Open chats go on while paused or on a break; only offline gives them back.
"""

PRESENCES: tuple[str, ...] = ("offline", "online", "paused", "break")
DEFAULT_CAPACITY = 2
DEFAULT_OFFLINE_RETURN_MS = 120_000
# Cents per case (rule P6) and per goodwill coupon (rule P8).
LIMITS: dict[str, tuple[int, int]] = {"agent": (5_000, 2_000), "lead": (20_000, 5_000)}

# (from, to): everything may follow everything, but nothing follows itself.
CHANGES: frozenset[tuple[str, str]] = frozenset((a, b) for a in PRESENCES for b in PRESENCES if a != b)


def takes_new_chats(presence: str) -> bool:
    """Only who is online is given new conversations."""
    return presence == "online"


def has_room(open_chats: int, capacity: int) -> bool:
    """Whether one more conversation fits."""
    return open_chats < capacity
