"""What is announced about cases: nothing of it reaches a trainee while the run is on."""

from typing import Any, ClassVar

from core.events import Event


class OfCase(Event):
    """An event of one case; the audience is nobody, the log keeps it for the result."""

    case_id: int

    def subject(self) -> str:
        return f"case:{self.case_id}"


class CaseArrived(OfCase):
    """Its shopper has come in."""

    kind: ClassVar[str] = "simulation.case.arrived"
    code: str
    shopper_id: int
    order_id: int
    conversation_id: int | None


class CaseEnded(OfCase):
    """Its shopper is gone for good: solved | partial | abandoned | escalated | refund_requested; None if a
    human played.
    """

    kind: ClassVar[str] = "simulation.case.ended"
    code: str
    shopper_id: int
    order_id: int
    conversation_id: int | None
    outcome: str | None


class MoodChanged(OfCase):
    """The shopper's mood moved, and why: the cause's code and the log entry that caused it."""

    kind: ClassVar[str] = "simulation.mood.changed"
    trust: float
    anger: float
    effort: float
    delta: dict[str, float]
    cause: str
    because_seq: int
    params: dict[str, Any]
