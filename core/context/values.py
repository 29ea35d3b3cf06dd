"""Plain values of a transaction: the mall's own row, a row of the log, what an event must offer."""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Protocol

Axis = Literal["desk", "mall"]


class Recordable(Protocol):
    """What `core.events.Event` promises."""

    kind: ClassVar[str]
    version: ClassVar[int]

    def subject(self) -> str: ...

    def audience(self) -> tuple[str, ...]: ...

    def model_dump_json(self) -> str: ...


@dataclass(frozen=True, slots=True)
class MallInfo:
    """The mall's own row, as it was when the transaction began."""

    id: int
    kind: str
    class_id: int | None
    label: str
    language: str
    zone: str
    seed: int
    exercise: str
    exercise_version: int
    settings: dict[str, Any]
    epoch: str
    state: str
    opened_mall_ms: int
    pieces: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """One row of the log, as it is stored and pushed; `data` is JSON text."""

    seq: int
    kind: str
    version: int
    desk_ms: int
    mall_ms: int
    wall_ms: int
    actor: str
    subject: str
    audience: tuple[str, ...]
    data: str
