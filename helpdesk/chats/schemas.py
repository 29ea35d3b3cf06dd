"""Conversations and messages on the wire."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

MessageKind = Literal["text", "image", "card", "note", "system"]


class View(BaseModel):
    """What is shown of a thing, after the change that is announced."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ShopperCard(View):
    """The shopper as a conversation shows them."""

    id: int
    nick: str
    name: str
    level: int
    hue: int


class MessageView(View):
    """One message.

    `seq` is the number of its event in the mall's log; a system message's text is a stable code.
    """

    id: int
    conversation_id: int
    session_no: int
    seq: int
    author_kind: Literal["agent", "shopper", "system"]
    author_id: int | None
    kind: MessageKind
    text: str
    card: dict[str, Any] | None
    client_id: str | None
    desk_ms: int
    at: str


class ConversationView(View):
    """A conversation in its current session.

    `queue_position` is the client's to count, from the order of the queue.
    """

    id: int
    state: str
    session_no: int
    shopper: ShopperCard
    order_id: int | None
    order_no: str | None
    agent_id: int | None
    opened_desk_ms: int
    accepted_desk_ms: int | None
    waiting_since_desk_ms: int | None
    first_reply_desk_ms: int | None
    snoozed_until_desk_ms: int | None
    closed_desk_ms: int | None
    unread: int
    agent_read_id: int | None
    shopper_read_id: int | None
    last_message: MessageView | None
    rating: int | None
    close_reason: str | None
    queue_position: int | None = None


class DraftView(View):
    """What an agent is writing."""

    text: str
    version: int


class Thread(View):
    """A stretch of messages, oldest first; `next_before` asks for what came before."""

    conversation: ConversationView
    messages: list[MessageView]
    next_before: int | None


class ShopThread(View):
    """The shopper's own view of their conversation."""

    conversation: ConversationView | None
    messages: list[MessageView]
    next_before: int | None
    invited_to_rate: bool
