"""How a message comes into the world: written, shown as the last one, announced."""

from typing import Any

from core.context import Ctx
from core.errors import Invalid
from helpdesk.chats import queries
from helpdesk.chats.events import MessageSent
from helpdesk.chats.models import Message
from helpdesk.chats.schemas import MessageView
from helpdesk.chats.talk import Talk

LONGEST_CLIENT_ID = 80


def say(
    ctx: Ctx,
    talk: Talk,
    message_id: int,
    kind: str,
    text: str,
    card: dict[str, Any] | None,
    client_id: str | None,
    author: str | None = None,
) -> dict[str, Any]:
    """Writes a message and records it; its seq is that of its event, which comes next."""
    if client_id is not None and not 0 < len(client_id) <= LONGEST_CLIENT_ID:
        raise Invalid("client_id_malformed")
    row = {
        "id": message_id,
        "conversation_id": talk.id,
        "session_no": talk.session_no,
        "author": author or ctx.actor,
        "kind": kind,
        "text": text,
        "card": card,
        "client_id": client_id,
        "seq": ctx.last_seq + 1,
        "desk_ms": ctx.desk_ms,
        "at_ms": ctx.mall_ms,
    }
    ctx.insert(Message, **row)
    view = queries.message_view(_Row(row))
    if kind != "note":
        talk.change(last_message_id=message_id)
        talk.view["last_message"] = view
    ctx.record(MessageSent(message=MessageView(**view), conversation=talk.keep()), actor=author)
    return view


class _Row:
    """A row that was just written, read like one from the database."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.__dict__.update(values)


def sent_before(ctx: Ctx, conversation_id: int, client_id: str | None) -> dict[str, Any] | None:
    """What was already sent under this client id by who acts."""
    if client_id is None:
        return None
    return queries.message_by_client_id(ctx, conversation_id, ctx.actor, client_id)


def system_write(ctx: Ctx, talk: Talk, code: str, params: dict[str, Any] | None = None) -> None:
    """The desk's own line in a conversation: a stable code that the browser words. Records MessageSent."""
    say(ctx, talk, ctx.next_id("messages"), "system", code, params, None, author="system")
