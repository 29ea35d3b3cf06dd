"""What operations declare about the road."""

from typing import ClassVar

from core.events.base import Event


class DisruptionDeclared(Event):
    """Operations declared that a hub is in trouble, or with `carrier_id` a carrier everywhere, and whether
    it is force majeure.
    """

    kind: ClassVar[str] = "logistics.disruption.declared"
    disruption_id: int
    disruption_kind: str
    hub_id: int
    force_majeure: bool
    from_ms: int
    until_ms: int
    carrier_id: int | None = None

    def subject(self) -> str:
        return f"disruption:{self.disruption_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)


class DisruptionCleared(Event):
    """The hub works again; `until_ms` is when it did."""

    kind: ClassVar[str] = "logistics.disruption.cleared"
    disruption_id: int
    disruption_kind: str
    hub_id: int
    force_majeure: bool
    from_ms: int
    until_ms: int
    carrier_id: int | None = None

    def subject(self) -> str:
        return f"disruption:{self.disruption_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)
