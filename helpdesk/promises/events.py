"""What was understood of an agent's words and what became of their promises.

For teachers and the shopper's mind only.
"""

from typing import Any, ClassVar

from core.events.base import Event


class MessageUnderstood(Event):
    """An agent's message as it was understood when it was sent, its statements held against the mall
    of that moment.
    """

    kind: ClassVar[str] = "helpdesk.message.understood"
    message_id: int
    conversation_id: int
    language: str
    acts: list[dict[str, Any]]
    statements: list[dict[str, Any]]

    def subject(self) -> str:
        return f"conversation:{self.conversation_id}"

    def audience(self) -> tuple[str, ...]:
        return ("staff",)


class PromiseEvent(Event):
    """An event of one promise."""

    promise_id: int
    conversation_id: int
    message_id: int
    what: str
    due_axis: str
    due_ms: int

    def subject(self) -> str:
        return f"conversation:{self.conversation_id}"

    def audience(self) -> tuple[str, ...]:
        return ("staff",)


class PromiseMade(PromiseEvent):
    """The agent undertook something by a deadline."""

    kind: ClassVar[str] = "helpdesk.promise.made"


class PromiseKept(PromiseEvent):
    """It was done in time."""

    kind: ClassVar[str] = "helpdesk.promise.kept"


class PromiseBroken(PromiseEvent):
    """The deadline passed and it was not done."""

    kind: ClassVar[str] = "helpdesk.promise.broken"


class PromiseLate(PromiseEvent):
    """It was done after all, after its deadline."""

    kind: ClassVar[str] = "helpdesk.promise.late"
