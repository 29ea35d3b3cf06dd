"""Conversations, their messages and the turns that are measured."""

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall, in_mall_fk


class Conversation(InMall, Base):
    """state queued | active | waiting_customer | snoozed | wrap_up | closed | abandoned.

    Times ending in _desk_ms are desk time. `waiting_since_desk_ms`: the first shopper message not yet
    answered.
    """

    __tablename__ = "conversations"
    __table_args__ = (
        in_mall_fk("shopper_id", "shoppers"),
        Index(None, "mall_id", "state"),
        Index(None, "mall_id", "shopper_id"),
        CLUSTERED,
    )
    shopper_id: Mapped[int]
    order_id: Mapped[int | None]
    state: Mapped[str]
    session_no: Mapped[int]
    agent_id: Mapped[int | None]
    opened_desk_ms: Mapped[int]
    opened_ms: Mapped[int]
    accepted_desk_ms: Mapped[int | None]
    first_reply_desk_ms: Mapped[int | None]
    waiting_since_desk_ms: Mapped[int | None]
    snoozed_until_desk_ms: Mapped[int | None]
    closed_desk_ms: Mapped[int | None]
    last_message_id: Mapped[int | None]
    agent_read_id: Mapped[int | None]
    shopper_read_id: Mapped[int | None]
    unread: Mapped[int]
    rating: Mapped[int | None]
    rating_text: Mapped[str | None]
    close_reason: Mapped[str | None]


class Message(InMall, Base):
    """author "agent:1" | "shopper:3" | "system";

    kind text | image | card | note | system. Notes are for the desk only.
    """

    __tablename__ = "messages"
    __table_args__ = (
        in_mall_fk("conversation_id", "conversations"),
        Index(None, "mall_id", "conversation_id", "id"),
        CLUSTERED,
    )
    conversation_id: Mapped[int]
    session_no: Mapped[int]
    author: Mapped[str]
    kind: Mapped[str]
    text: Mapped[str]
    card: Mapped[dict[str, Any] | None]
    client_id: Mapped[str | None]
    seq: Mapped[int]
    desk_ms: Mapped[int]
    at_ms: Mapped[int]


class Turn(InMall, Base):
    """Opened at the first unanswered shopper message, answered at the first human reply.

    outcome open | answered | unanswered. `substantive_desk_ms`: the first reply that says more than a
    greeting or
    "please wait".
    """

    __tablename__ = "turns"
    __table_args__ = (
        in_mall_fk("conversation_id", "conversations"),
        Index(None, "mall_id", "conversation_id"),
        CLUSTERED,
    )
    conversation_id: Mapped[int]
    session_no: Mapped[int]
    opened_message_id: Mapped[int]
    opened_desk_ms: Mapped[int]
    answered_message_id: Mapped[int | None]
    answered_desk_ms: Mapped[int | None]
    substantive_desk_ms: Mapped[int | None]
    owner: Mapped[str | None]
    outcome: Mapped[str]


class Draft(InMall, Base):
    """What an agent is writing, one row per conversation, agent and kind; last write wins, never logged."""

    __tablename__ = "drafts"
    __table_args__ = (Index(None, "mall_id", "conversation_id", "agent_id", "kind", unique=True), CLUSTERED)
    conversation_id: Mapped[int]
    agent_id: Mapped[int]
    kind: Mapped[str]
    text: Mapped[str]
    version: Mapped[int]


class ChatSession(InMall, Base):
    """One session of a conversation (会话): the facts every figure is computed from. Continuing begins a new
    one.

    `substantive_desk_ms`: the first reply that says more than a greeting or "please wait". `invited`: asked
    to rate.
    """

    __tablename__ = "chat_sessions"
    __table_args__ = (
        in_mall_fk("conversation_id", "conversations"),
        Index(None, "mall_id", "conversation_id", "session_no", unique=True),
        CLUSTERED,
    )
    conversation_id: Mapped[int]
    session_no: Mapped[int]
    shopper_id: Mapped[int]
    agent_id: Mapped[int | None]
    opened_desk_ms: Mapped[int]
    accepted_desk_ms: Mapped[int | None]
    first_reply_desk_ms: Mapped[int | None]
    substantive_desk_ms: Mapped[int | None]
    ended_desk_ms: Mapped[int | None]
    end: Mapped[str | None]
    shopper_messages: Mapped[int]
    agent_messages: Mapped[int]
    invited: Mapped[bool]
    rating: Mapped[int | None]
