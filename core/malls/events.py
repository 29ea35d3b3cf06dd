"""What a mall itself announces: its clock."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from core.events import Event


class ClockView(BaseModel):
    """The clock as a browser needs it to go on counting by itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    desk_ms: int
    mall_ms: int
    pace: float
    running: bool


class _OfTheClock(Event):
    clock: ClockView

    def audience(self) -> tuple[str, ...]:
        return ("desk", "all")


class ClockStarted(_OfTheClock):
    kind: ClassVar[str] = "core.clock.started"


class ClockPaused(_OfTheClock):
    kind: ClassVar[str] = "core.clock.paused"


class ClockJumped(_OfTheClock):
    kind: ClassVar[str] = "core.clock.jumped"


class MallEnded(_OfTheClock):
    kind: ClassVar[str] = "core.mall.ended"
