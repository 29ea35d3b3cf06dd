"""The browser's rule for live events, once more: an old picture plus the events is a fresh picture.

Every event of a desk item carries the item's view after the change under its noun; a client upserts it by id.
Records of shop and logistics carry ids only and mean "fetch this again".
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

import orjson

LISTS = {"conversation": "conversations", "ticket": "tickets", "approval": "approvals", "agent": "agents"}
ENDED = ("closed", "abandoned")
RECENTLY_CLOSED = 20


def sees(tokens: Iterable[str], row: Any) -> bool:
    """Whether somebody with these tokens is sent this row of the log."""
    return bool(set(row.audience.split()) & set(tokens))


def apply(picture: dict[str, Any], row: Any) -> None:
    """One event on a desk's picture, in place."""
    data = orjson.loads(row.data)
    picture["seq"] = row.seq
    for noun, name in LISTS.items():
        view = data.get(noun)
        if view is not None and name in picture:
            picture[name] = [item for item in picture[name] if item["id"] != view["id"]] + [view]
            if noun == "agent" and picture.get("me") and picture["me"]["id"] == view["id"]:
                picture["me"] = view
    message = data.get("message")
    if message is not None and "threads" in picture:
        thread = picture["threads"].setdefault(message["conversation_id"], [])
        thread[:] = [m for m in thread if m["id"] != message["id"]] + [message]


def tidy(picture: dict[str, Any]) -> dict[str, Any]:
    """What a desk keeps of a picture, in a fixed order: nothing closed but the newest twenty conversations."""
    kept = copy.deepcopy(picture)
    kept.pop("kpi", None)  # fetched again when a turn ends
    kept.pop("clock", None)  # goes on by itself
    ended = sorted(
        (c for c in kept["conversations"] if c["state"] in ENDED),
        key=lambda c: (-c["closed_desk_ms"], -c["id"]),
    )[:RECENTLY_CLOSED]
    going_on = [c for c in kept["conversations"] if c["state"] not in ENDED]
    kept["conversations"] = sorted(going_on + ended, key=lambda c: c["id"])
    kept["tickets"] = sorted((t for t in kept["tickets"] if t["state"] != "closed"), key=lambda t: t["id"])
    kept["approvals"] = sorted(kept["approvals"], key=lambda a: a["id"])
    kept["agents"] = sorted(kept["agents"], key=lambda a: a["id"])
    return kept


def replayed(picture: dict[str, Any], rows: Iterable[Any], tokens: Iterable[str]) -> dict[str, Any]:
    """The picture after the events that this viewer is sent."""
    after = copy.deepcopy(picture)
    seen = set(tokens)
    for row in rows:
        if sees(seen, row):
            apply(after, row)
    return after
