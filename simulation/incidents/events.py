"""What is announced about incidents: to those who run the class, not to the trainee."""

from typing import Any, ClassVar

from core.events import Event


class IncidentFired(Event):
    """Something was made to go wrong on purpose."""

    kind: ClassVar[str] = "simulation.incident.fired"
    incident_id: int
    incident_kind: str
    params: dict[str, Any]
    order_ids: list[int]

    def subject(self) -> str:
        return f"incident:{self.incident_id}"

    def audience(self) -> tuple[str, ...]:
        return ("staff",)


class IncidentCleared(Event):
    """It was ended."""

    kind: ClassVar[str] = "simulation.incident.cleared"
    incident_id: int
    incident_kind: str

    def subject(self) -> str:
        return f"incident:{self.incident_id}"

    def audience(self) -> tuple[str, ...]:
        return ("staff",)
