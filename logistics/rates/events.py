"""What is announced about rate tables."""

from typing import ClassVar

from core.events.base import Event


class RateTableImported(Event):
    """A version of a rate table came in; it prices nothing yet."""

    kind: ClassVar[str] = "logistics.rate_table.imported"
    rate_table_id: int
    code: str
    table_version: int
    carrier: str

    def subject(self) -> str:
        return f"rate_table:{self.rate_table_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)


class RateTableActivated(Event):
    """A version prices within its validity from now on. `ended` are versions that end where it begins,
    `retired` those it replaces altogether."""

    kind: ClassVar[str] = "logistics.rate_table.activated"
    rate_table_id: int
    code: str
    table_version: int
    carrier: str
    valid_from_ms: int
    valid_until_ms: int | None
    ended: list[int]
    retired: list[int]

    def subject(self) -> str:
        return f"rate_table:{self.rate_table_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)
