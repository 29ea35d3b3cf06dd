"""The class's own stream: numbered facts for the cockpit, beside the logs of its malls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

from core.context import Work

Told = Callable[[int, int, str, str], None]
listeners: list[Told] = []
_NEXT = "UPDATE runs SET last_seq = last_seq + 1 WHERE id = ? RETURNING last_seq"
_KEEP = "INSERT INTO class_events (class_id, seq, kind, wall_ms, data) VALUES (?,?,?,?,?)"
_AFTER = "SELECT seq, kind, data FROM class_events WHERE class_id = ? AND seq > ? ORDER BY seq LIMIT 2000"


def record(work: Work, class_id: int, kind: str, data: dict[str, Any]) -> int:
    """Says something on the class's stream, in the caller's transaction; pushed after its commit. Returns
    its seq."""
    row = work.driver.one(_NEXT, (class_id,))
    if row is None:
        raise LookupError(f"no class {class_id}")
    seq, text = int(row[0]), orjson.dumps(data, option=orjson.OPT_SORT_KEYS).decode()
    work.driver.run(_KEEP, (class_id, seq, kind, work.wall_ms, text))

    def tell() -> None:
        for told in listeners:
            told(class_id, seq, kind, text)

    work.after_commit(tell)
    return seq


def read_after(work: Work, class_id: int, after: int) -> list[tuple[int, str, str]]:
    """(seq, kind, data as JSON) of what followed `after`."""
    return [(int(row[0]), str(row[1]), str(row[2])) for row in work.driver.all(_AFTER, (class_id, after))]
