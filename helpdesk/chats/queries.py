"""Reads of conversations and messages: few statements, rows turned into views by hand."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import and_, bindparam, or_, select

from core.context import Ctx, Prepared
from core.errors import NotFound
from core.wire import at
from helpdesk.actors import number_of
from helpdesk.chats.models import Conversation, Draft, Message
from helpdesk.chats.rules import CLOSED, ENDED, QUEUED, WRAP_UP
from shop.orders.models import Order
from shop.shoppers.models import Shopper

_C, _M, _D = Conversation.__table__, Message.__table__, Draft.__table__
_S, _O = Shopper.__table__, Order.__table__
_L = _M.alias("last")
PAGE = 50
RECENTLY_CLOSED = 20

_last = [
    column.label(f"last_{column.key}") for column in _L.c if column.key not in ("mall_id", "conversation_id")
]
_joined = (
    select(
        _C,
        _S.c.nick,
        _S.c.name.label("shopper_name"),
        _S.c.level,
        _S.c.hue,
        _O.c.order_no,
        *(column for column in _last if column.name != "last_id"),
        _L.c.id.label("last_id"),
    )
    .join(_S, and_(_S.c.mall_id == _C.c.mall_id, _S.c.id == _C.c.shopper_id))
    .outerjoin(_O, and_(_O.c.mall_id == _C.c.mall_id, _O.c.id == _C.c.order_id))
    .outerjoin(_L, and_(_L.c.mall_id == _C.c.mall_id, _L.c.id == _C.c.last_message_id))
    .where(_C.c.mall_id == bindparam("mall"))
)
_by_id = Prepared(_joined.where(_C.c.id == bindparam("conversation")))
_latest_of_shopper = Prepared(
    _joined.where(_C.c.shopper_id == bindparam("shopper")).order_by(_C.c.id.desc()).limit(1)
)
_not_ended = Prepared(_joined.where(and_(*(_C.c.state != state for state in ENDED))).order_by(_C.c.id))
_lately_ended = Prepared(
    _joined.where(or_(*(_C.c.state == state for state in ENDED)))
    .order_by(_C.c.closed_desk_ms.desc(), _C.c.id.desc())
    .limit(RECENTLY_CLOSED)
)

_older = (
    select(_M)
    .where(
        _M.c.mall_id == bindparam("mall"),
        _M.c.conversation_id == bindparam("conversation"),
        _M.c.id < bindparam("before"),
    )
    .order_by(_M.c.id.desc())
    .limit(PAGE + 1)
)
_QUEUE = " FROM conversations WHERE mall_id = ? AND state = 'queued'"
_SINCE = "COALESCE(waiting_since_desk_ms, opened_desk_ms)"
_FIRST_IN_QUEUE = f"SELECT id{_QUEUE} ORDER BY {_SINCE}, id LIMIT 1"  # nosec B608: constants
_BEFORE_IN_QUEUE = f"SELECT COUNT(*){_QUEUE} AND ({_SINCE} < ? OR ({_SINCE} = ? AND id < ?))"  # nosec B608
_AFTER = (
    "SELECT COUNT(*) FROM messages WHERE mall_id = ? AND conversation_id = ? AND id > ? AND session_no >= ?"
)
_SHOPPERS_AFTER = _AFTER + " AND SUBSTR(author, 1, 8) = 'shopper:'"
_DESKS_AFTER = (
    _AFTER + " AND kind <> 'note' AND (SUBSTR(author, 1, 6) = 'agent:' OR SUBSTR(author, 1, 5) = 'lead:')"
)


def message_view(row: Any) -> dict[str, Any]:
    """A messages row as MessageView."""
    author_kind, _, number = row.author.partition(":")
    return {
        "id": row.id,
        "conversation_id": row.conversation_id,
        "session_no": row.session_no,
        "seq": row.seq,
        "author_kind": "agent" if author_kind == "lead" else author_kind,
        "author_id": int(number) if number else None,
        "kind": row.kind,
        "text": row.text,
        "card": row.card,
        "client_id": row.client_id,
        "desk_ms": row.desk_ms,
        "at": at(row.at_ms),
    }


def conversation_view(row: Any) -> dict[str, Any]:
    """A joined row as ConversationView."""
    last = None
    if row.last_id is not None:
        author_kind, _, number = row.last_author.partition(":")
        last = {
            "id": row.last_id,
            "conversation_id": row.id,
            "session_no": row.last_session_no,
            "seq": row.last_seq,
            "author_kind": "agent" if author_kind == "lead" else author_kind,
            "author_id": int(number) if number else None,
            "kind": row.last_kind,
            "text": row.last_text,
            "card": row.last_card,
            "client_id": row.last_client_id,
            "desk_ms": row.last_desk_ms,
            "at": at(row.last_at_ms),
        }
    return {
        "id": row.id,
        "state": row.state,
        "session_no": row.session_no,
        "shopper": {
            "id": row.shopper_id,
            "nick": row.nick,
            "name": row.shopper_name,
            "level": row.level,
            "hue": row.hue,
        },
        "order_id": row.order_id,
        "order_no": row.order_no,
        "agent_id": row.agent_id,
        "opened_desk_ms": row.opened_desk_ms,
        "accepted_desk_ms": row.accepted_desk_ms,
        "waiting_since_desk_ms": row.waiting_since_desk_ms,
        "first_reply_desk_ms": row.first_reply_desk_ms,
        "snoozed_until_desk_ms": row.snoozed_until_desk_ms,
        "closed_desk_ms": row.closed_desk_ms,
        "unread": row.unread,
        "agent_read_id": row.agent_read_id,
        "shopper_read_id": row.shopper_read_id,
        "last_message": last,
        "rating": row.rating,
        "close_reason": row.close_reason,
        "queue_position": None,
    }


def load(ctx: Ctx, conversation_id: int) -> Any:
    """The joined row of one conversation. Raises NotFound."""
    row = ctx.one(_by_id, {"mall": ctx.mall_id, "conversation": conversation_id})
    if row is None:
        raise NotFound("conversation", id=conversation_id)
    return row


def latest_of_shopper(ctx: Ctx, shopper_id: int) -> Any | None:
    """The joined row of a shopper's newest conversation."""
    return ctx.one(_latest_of_shopper, {"mall": ctx.mall_id, "shopper": shopper_id})


def conversation(ctx: Ctx, *, conversation_id: int) -> dict[str, Any]:
    """One conversation. Raises NotFound."""
    return conversation_view(load(ctx, conversation_id))


def desk_list(ctx: Ctx) -> list[dict[str, Any]]:
    """All that have not ended, and the twenty that ended last."""
    rows = [*ctx.all(_not_ended, {"mall": ctx.mall_id}), *ctx.all(_lately_ended, {"mall": ctx.mall_id})]
    return [conversation_view(row) for row in rows]


def of_shopper(ctx: Ctx, shopper_id: int) -> list[dict[str, Any]]:
    """A shopper's conversations, the newest first."""
    stmt = _joined.where(_C.c.shopper_id == shopper_id).order_by(_C.c.id.desc()).limit(PAGE)
    return [conversation_view(row) for row in ctx.all(stmt, {"mall": ctx.mall_id})]


def next_in_queue(ctx: Ctx) -> int | None:
    """The conversation that has waited longest; among equals the one opened first."""
    row = ctx.driver.one(_FIRST_IN_QUEUE, (ctx.mall_id,))
    return None if row is None else int(row[0])


def ids_of_agent(ctx: Ctx, agent_id: int, states: Iterable[str]) -> list[int]:
    """Conversations of this agent in these states, by id."""
    rows = ctx.rows(Conversation, agent_id=agent_id, state=list(states), order_by="id")
    return [int(row.id) for row in rows]


def message_by_client_id(
    ctx: Ctx, conversation_id: int, author: str, client_id: str
) -> dict[str, Any] | None:
    """What was already sent under this client id."""
    row = ctx.row(Message, conversation_id=conversation_id, client_id=client_id, author=author)
    return None if row is None else message_view(row)


def unread_after(
    ctx: Ctx, conversation_id: int, message_id: int, *, by_shopper: bool, session_no: int = 0
) -> int:
    """Messages after this one (of this session and later ones) that the other side wrote."""
    asked = _SHOPPERS_AFTER if by_shopper else _DESKS_AFTER
    row = ctx.driver.one(asked, (ctx.mall_id, conversation_id, message_id, session_no))
    return int(row[0]) if row else 0


def thread(ctx: Ctx, *, conversation_id: int, before: int | None = None) -> dict[str, Any]:
    """The newest messages (or those before an id), oldest first, with the drafts of who asks.

    Raises NotFound.
    """
    view = conversation(ctx, conversation_id=conversation_id)
    messages, following = _page(ctx, conversation_id, before, notes=True)
    return {
        "conversation": view,
        "messages": messages,
        "next_before": following,
        "drafts": drafts_of(ctx, conversation_id, number_of(ctx.actor)),
    }


def place_in_queue(ctx: Ctx, view: Mapping[str, Any]) -> int | None:
    """How many people are served before this one; None when it does not queue."""
    if view["state"] != QUEUED:
        return None
    since = view["waiting_since_desk_ms"] or view["opened_desk_ms"]
    row = ctx.driver.one(_BEFORE_IN_QUEUE, (ctx.mall_id, since, since, view["id"]))
    return int(row[0]) if row else 0


def own_conversation(ctx: Ctx) -> dict[str, Any] | None:
    """The acting shopper's newest conversation, with their place in the queue."""
    row = latest_of_shopper(ctx, number_of(ctx.actor))
    if row is None:
        return None
    view = conversation_view(row)
    return {**view, "queue_position": place_in_queue(ctx, view)}


def shop_thread(ctx: Ctx, *, before: int | None = None) -> dict[str, Any]:
    """The shopper's conversation as they see it: no notes."""
    view = own_conversation(ctx)
    if view is None:
        return {"conversation": None, "messages": [], "next_before": None, "invited_to_rate": False}
    messages, following = _page(ctx, view["id"], before, notes=False)
    unrated = view["rating"] is None and view["first_reply_desk_ms"] is not None
    invited = view["state"] in (CLOSED, WRAP_UP) and unrated
    return {
        "conversation": view,
        "messages": messages,
        "next_before": following,
        "invited_to_rate": invited,
    }


def unread_of_shopper(ctx: Ctx, view: Mapping[str, Any] | None) -> int:
    """How many answers the shopper has not seen."""
    if view is None:
        return 0
    return unread_after(ctx, view["id"], view["shopper_read_id"] or 0, by_shopper=False)


def drafts_of(ctx: Ctx, conversation_id: int, agent_id: int) -> dict[str, dict[str, Any]]:
    """{"reply": .., "note": ..}, empty ones included."""
    rows = ctx.rows(Draft, conversation_id=conversation_id, agent_id=agent_id)
    found = {row.kind: {"text": row.text, "version": row.version} for row in rows}
    return {kind: found.get(kind, {"text": "", "version": 0}) for kind in ("reply", "note")}


def _page(
    ctx: Ctx, conversation_id: int, before: int | None, *, notes: bool
) -> tuple[list[dict[str, Any]], int | None]:
    kinds = {} if notes else {"kind": ["text", "image", "card", "system"]}
    if before is None:
        rows = ctx.rows(Message, conversation_id=conversation_id, order_by="-id", limit=PAGE + 1, **kinds)
    else:
        stmt = _older if notes else _older.where(_M.c.kind != "note")
        rows = ctx.all(stmt, {"mall": ctx.mall_id, "conversation": conversation_id, "before": before})
    page = rows[:PAGE][::-1]
    return [message_view(row) for row in page], (int(page[0].id) if len(rows) > PAGE else None)
