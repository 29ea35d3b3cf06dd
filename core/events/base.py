"""What happened: typed, frozen, in the past tense, said once."""

import re
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

_NAME = re.compile(r"^[a-z_]+(\.[a-z_]+)+$")
_kinds: dict[str, type["Event"]] = {}


class Event(BaseModel):
    """A kind of event is a subclass with `kind`; a kind can be declared once only.

    The audience decides who is pushed the event whole: "desk", "lead", "agent:1", "shopper:17", "staff",
    "all". What is hidden from somebody goes into an event of its own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: ClassVar[str]
    version: ClassVar[int] = 1

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        kind = cls.__dict__.get("kind")
        if kind is None:
            return
        if not _NAME.match(kind):
            raise ValueError(f"{kind!r} is no name for an event: room.noun.past_tense")
        known = _kinds.get(kind)
        if known is not None and (known.__module__, known.__qualname__) != (cls.__module__, cls.__qualname__):
            raise ValueError(f"{kind} is declared twice: {known.__module__} and {cls.__module__}")
        _kinds[kind] = cls

    def subject(self) -> str:
        """What it is about: "order:17", "conversation:5", "mall"."""
        return "mall"

    def audience(self) -> tuple[str, ...]:
        """Who may see it live; () means nobody."""
        return ()


def kinds() -> dict[str, type[Event]]:
    """Every declared kind, by name."""
    return dict(sorted(_kinds.items()))
