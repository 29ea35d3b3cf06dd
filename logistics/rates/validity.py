"""Days of a table as instants of the mall, and what of two validities overlaps. Pure."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from logistics.rates.values import RateTable


class Span(NamedTuple):
    """From `from_ms` until just before `until_ms` (None: without end)."""

    from_ms: int
    until_ms: int | None

    def holds(self, at_ms: int) -> bool:
        return self.from_ms <= at_ms and (self.until_ms is None or at_ms < self.until_ms)

    def overlaps(self, other: "Span") -> bool:
        return (other.until_ms is None or self.from_ms < other.until_ms) and (
            self.until_ms is None or other.from_ms < self.until_ms
        )


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def instant(day: date, zone: str, minutes: int = 0) -> int:
    """The instant of a day's minute (counted from midnight) on the clocks of a zone, in ms."""
    local = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)) + timedelta(minutes=minutes)
    return (local.astimezone(UTC) - _EPOCH) // timedelta(milliseconds=1)


def local(at_ms: int, zone: str) -> datetime:
    """An instant on the clocks of a zone."""
    return (_EPOCH + timedelta(milliseconds=at_ms)).astimezone(ZoneInfo(zone))


def span_of(table: RateTable, zone: str) -> Span:
    """From the beginning of the first day to the end of the last."""
    until = None if table.valid_until is None else instant(table.valid_until + timedelta(days=1), zone)
    return Span(instant(table.valid_from, zone), until)
