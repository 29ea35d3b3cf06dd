"""What is heard on a carrier's line."""

from typing import Any, ClassVar

from core.events.base import Event


class HotlineCalled(Event):
    """Somebody asked a carrier's hotline about a number and is waiting on the line."""

    kind: ClassVar[str] = "logistics.hotline.called"
    call_id: int
    carrier_id: int
    tracking_no: str

    def subject(self) -> str:
        return f"hotline_call:{self.call_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)


class HotlineAnswered(Event):
    """The clerk has looked it up."""

    kind: ClassVar[str] = "logistics.hotline.answered"
    call_id: int
    carrier_id: int
    tracking_no: str
    answer_code: str
    answer_params: dict[str, Any]

    def subject(self) -> str:
        return f"hotline_call:{self.call_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)
