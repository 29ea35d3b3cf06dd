"""How instants look on the wire: RFC 3339 in UTC, to the millisecond."""

from datetime import UTC, datetime, timedelta
from typing import overload

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@overload
def at(ms: int) -> str: ...
@overload
def at(ms: None) -> None: ...
@overload
def at(ms: int | None) -> str | None: ...
def at(ms: int | None) -> str | None:
    """1_790_000_000_000 → "2026-09-21T14:13:20.000Z"; None stays None."""
    if ms is None:
        return None
    return (_EPOCH + timedelta(milliseconds=ms)).isoformat(timespec="milliseconds")[:-6] + "Z"
