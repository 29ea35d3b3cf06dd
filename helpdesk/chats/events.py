"""What is announced about conversations.

Each carries the view after the change, so that clients only upsert.
"""

from typing import ClassVar

from core.events.base import Event
from helpdesk.chats.schemas import ConversationView, MessageView


class OfConversation(Event):
    """An event of a conversation, seen by the desk and by its shopper."""

    conversation: ConversationView

    def subject(self) -> str:
        return f"conversation:{self.conversation.id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk", f"shopper:{self.conversation.shopper.id}")


class ConversationOpened(OfConversation):
    """A shopper wrote and waits in the queue."""

    kind: ClassVar[str] = "helpdesk.conversation.opened"


class ConversationContinued(OfConversation):
    """A shopper wrote again within a day of the end: the next session of the same thread."""

    kind: ClassVar[str] = "helpdesk.conversation.continued"


class ConversationAccepted(OfConversation):
    """An agent took it out of the queue."""

    kind: ClassVar[str] = "helpdesk.conversation.accepted"


class ConversationSnoozed(OfConversation):
    """Put aside until a time or the shopper's reply."""

    kind: ClassVar[str] = "helpdesk.conversation.snoozed"


class ConversationResumed(OfConversation):
    """Taken up again: by the agent, by the time that was set, or because the shopper wrote."""

    kind: ClassVar[str] = "helpdesk.conversation.resumed"


class ConversationWrappingUp(OfConversation):
    """The talk is over; the agent finishes the records."""

    kind: ClassVar[str] = "helpdesk.conversation.wrapping_up"


class ConversationClosed(OfConversation):
    """The session has ended."""

    kind: ClassVar[str] = "helpdesk.conversation.closed"


class ConversationAbandoned(OfConversation):
    """The shopper left the queue unanswered."""

    kind: ClassVar[str] = "helpdesk.conversation.abandoned"


class ConversationRequeued(OfConversation):
    """Its agent is gone: it waits in the queue again."""

    kind: ClassVar[str] = "helpdesk.conversation.requeued"


class ConversationRead(OfConversation):
    """Somebody has read up to a message."""

    kind: ClassVar[str] = "helpdesk.conversation.read"


class ConversationRated(OfConversation):
    """The shopper gave stars."""

    kind: ClassVar[str] = "helpdesk.conversation.rated"
    stars: int
    text: str


class MessageSent(Event):
    """Somebody said something; notes are for the desk only."""

    kind: ClassVar[str] = "helpdesk.message.sent"
    message: MessageView
    conversation: ConversationView

    def subject(self) -> str:
        return f"conversation:{self.conversation.id}"

    def audience(self) -> tuple[str, ...]:
        if self.message.kind == "note":
            return ("desk",)
        return ("desk", f"shopper:{self.conversation.shopper.id}")
