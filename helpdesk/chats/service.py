"""Shoppers and agents talk: the verbs of a conversation. Nothing else writes messages."""

from typing import Any

from core.commands import command
from core.context import Ctx
from core.errors import Invalid, NotFound, Refusal
from helpdesk.actors import number_of
from helpdesk.agents.models import Agent
from helpdesk.chats import queries, rules, sessions
from helpdesk.chats.cards import filled
from helpdesk.chats.events import (
    ConversationAbandoned,
    ConversationContinued,
    ConversationOpened,
    ConversationRated,
    ConversationRead,
    ConversationRequeued,
    ConversationResumed,
    ConversationWrappingUp,
)
from helpdesk.chats.models import Conversation, Draft, Message
from helpdesk.chats.saying import say, sent_before
from helpdesk.chats.talk import Talk, timer_key
from helpdesk.promises import service as promises
from shop.orders.models import Order

LONGEST_RATING_TEXT = 500
_CLEAN = (
    "agent_id", "accepted_desk_ms", "first_reply_desk_ms", "waiting_since_desk_ms", "closed_desk_ms",
    "snoozed_until_desk_ms", "agent_read_id", "rating", "rating_text", "close_reason",
)  # fmt: skip


@command("helpdesk.shopper_write", actors={"shopper"})
def shopper_write(
    ctx: Ctx,
    *,
    text: str,
    kind: str = "text",
    card: dict[str, Any] | None = None,
    client_id: str | None = None,
    order_id: int | None = None,
) -> dict[str, Any]:
    """A shopper says something; the message as MessageView is the answer.

    Opens a conversation, continues an ended one within a day in a new session, or goes on. Records
    MessageSent, before it ConversationOpened, ConversationContinued, ConversationResumed or
    ConversationRequeued. The same client id twice is one message. Raises Invalid `message_*`, NotFound for
    another's order or card.
    """
    shopper_id = number_of(ctx.actor)
    if kind not in ("text", "image", "card"):
        raise Invalid("message_kind_unknown")
    row = queries.latest_of_shopper(ctx, shopper_id)
    if row is not None and (known := sent_before(ctx, row.id, client_id)):
        return known
    text = rules.checked_text(kind, text)
    content = filled(ctx, card, shopper_id=shopper_id) if kind != "text" else None
    if order_id is not None and ctx.get(Order, order_id).shopper_id != shopper_id:
        raise NotFound("order", id=order_id)
    talk = _talk_to_write_in(ctx, row, shopper_id, order_id)
    message_id = ctx.next_id("messages")
    sessions.shopper_said(ctx, talk, message_id)
    talk.change(unread=talk.view["unread"] + 1, shopper_read_id=message_id)
    return say(ctx, talk, message_id, kind, text, content, client_id)


@command("helpdesk.send_message", actors={"agent", "lead"})
def agent_write(
    ctx: Ctx,
    *,
    conversation_id: int,
    text: str = "",
    client_id: str | None = None,
    kind: str = "text",
    card: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """An agent answers, shows a card, or leaves an internal note; the message as MessageView is the answer.

    A text is understood at once: acts, statements held against the mall of this moment, undertakings that
    become promises. Records MessageSent, MessageUnderstood, PromiseMade, and PromiseKept for "back in three
    minutes". The same client id twice is one message. Raises NotFound, Forbidden `not_your_conversation`,
    IllegalTransition, Invalid `message_*`.
    """
    if kind not in ("text", "card", "note"):
        raise Invalid("message_kind_unknown")
    talk = Talk.load(ctx, conversation_id)
    if known := sent_before(ctx, conversation_id, client_id):
        return known
    text = rules.checked_text(kind, text)
    message_id = ctx.next_id("messages")
    if kind == "note":
        view = say(ctx, talk, message_id, kind, text, None, client_id)
        promises.done(ctx, what=("noted",), shopper_id=talk.shopper_id, order_id=talk.order_id)
        return view
    content = filled(ctx, card, shopper_id=talk.shopper_id) if kind == "card" else None
    talk.only_its_own()
    talk.move("write", "agent")
    talk.change(snoozed_until_desk_ms=None, unread=0, agent_read_id=_last_of_shopper(talk))
    read = (
        promises.understand(ctx, text=text, shopper_id=talk.shopper_id, order_id=talk.order_id)
        if text
        else None
    )
    says = rules.says_something(kind, text, read.act_names if read else (), read.news if read else ())
    if talk.view["first_reply_desk_ms"] is None:
        talk.change(first_reply_desk_ms=ctx.desk_ms)
    sessions.agent_said(ctx, talk, message_id, substantive=says)
    if talk.state == rules.WAITING:
        _expect_an_answer(ctx, talk.id)
    view = say(ctx, talk, message_id, kind, text, content, client_id)
    if says or (read and "ask_wait" not in read.act_names):
        promises.done(ctx, what=("reply",), shopper_id=talk.shopper_id)
    if read is not None:
        promises.keep_reading(
            ctx,
            read,
            message_id=message_id,
            conversation_id=talk.id,
            shopper_id=talk.shopper_id,
            order_id=talk.order_id,
        )
    return view


@command("helpdesk.mark_read", actors={"agent", "lead"}, anytime=True)
def mark_read(ctx: Ctx, *, conversation_id: int, message_id: int) -> dict[str, Any]:
    """Its agent has seen everything up to a message. Records ConversationRead when that is news.

    Somebody else's look does not count. Raises NotFound.
    """
    talk = Talk.load(ctx, conversation_id)
    _message_of(ctx, talk.id, message_id)
    if talk.agent_id == number_of(ctx.actor) and message_id > (talk.view["agent_read_id"] or 0):
        unread = queries.unread_after(ctx, talk.id, message_id, by_shopper=True, session_no=talk.session_no)
        talk.change(agent_read_id=message_id, unread=unread)
        talk.announce(ConversationRead)
    return talk.view


@command("helpdesk.shopper_read", actors={"shopper"}, anytime=True)
def shopper_read(ctx: Ctx, *, message_id: int) -> dict[str, Any]:
    """The shopper has seen everything up to a message.

    Records ConversationRead when that is news. Raises NotFound.
    """
    row = queries.latest_of_shopper(ctx, number_of(ctx.actor))
    if row is None:
        raise NotFound("conversation")
    talk = Talk(ctx, row)
    _message_of(ctx, talk.id, message_id)
    if message_id > (talk.view["shopper_read_id"] or 0):
        talk.change(shopper_read_id=message_id)
        talk.announce(ConversationRead)
    return talk.view


@command("helpdesk.save_draft", actors={"agent", "lead"}, anytime=True)
def save_draft(ctx: Ctx, *, conversation_id: int, kind: str, text: str, version: int) -> dict[str, Any]:
    """Keeps what an agent is writing; the highest version wins and is the answer. Records nothing.

    Raises NotFound, Invalid `draft_kind_unknown`, `message_too_long`.
    """
    if kind not in ("reply", "note"):
        raise Invalid("draft_kind_unknown")
    if len(text) > rules.LONGEST_TEXT:
        raise Invalid("message_too_long", limit=rules.LONGEST_TEXT)
    ctx.get(Conversation, conversation_id)
    agent_id = number_of(ctx.actor)
    row = ctx.row(Draft, conversation_id=conversation_id, agent_id=agent_id, kind=kind)
    if row is None:
        ctx.insert(
            Draft, conversation_id=conversation_id, agent_id=agent_id, kind=kind, text=text, version=version
        )
    elif version >= row.version:
        ctx.update(Draft, row.id, text=text, version=version)
    else:
        return {"text": row.text, "version": row.version}
    return {"text": text, "version": version}


@command("helpdesk.leave", actors={"shopper"})
def leave(ctx: Ctx) -> dict[str, Any]:
    """The shopper goes. Who was never accepted has abandoned the queue; else the agent finishes the
    records.

    Records ConversationAbandoned or ConversationWrappingUp. Raises NotFound, IllegalTransition when it has
    ended.
    """
    row = queries.latest_of_shopper(ctx, number_of(ctx.actor))
    if row is None:
        raise NotFound("conversation")
    talk = Talk(ctx, row)
    before = talk.state
    talk.move("leave", "shopper")
    if talk.state == rules.ABANDONED:
        talk.cancel_timers()
        sessions.end_session(ctx, talk, "abandoned")
        talk.change(closed_desk_ms=ctx.desk_ms, close_reason="abandoned")
        talk.announce(ConversationAbandoned)
    elif before != rules.WRAP_UP:
        wrap_up_talk(ctx, talk, "shopper_left")
    return talk.view


def wrap_up_talk(ctx: Ctx, talk: Talk, reason: str | None) -> None:
    """The talk is over and closes by itself in a while. Records ConversationWrappingUp."""
    talk.cancel_timers()
    talk.change(state=rules.WRAP_UP, close_reason=reason, snoozed_until_desk_ms=None)
    wait = int(ctx.setting("wrap_up_ms", rules.DEFAULT_WRAP_UP_MS))
    ctx.schedule(
        "helpdesk.wrap_up_over", due=ctx.desk_ms + wait, key=timer_key(talk.id), conversation_id=talk.id
    )
    talk.announce(ConversationWrappingUp)


@command("helpdesk.rate", actors={"shopper"})
def rate(ctx: Ctx, *, stars: int, text: str = "") -> dict[str, Any]:
    """The shopper rates the session that ends or has ended. Records ConversationRated.

    Raises Invalid `stars_out_of_range`, Refusal `rating_not_invited`, `already_rated`.
    """
    if stars not in rules.STARS:
        raise Invalid("stars_out_of_range")
    row = queries.latest_of_shopper(ctx, number_of(ctx.actor))
    if row is None or row.state not in (rules.WRAP_UP, rules.CLOSED) or row.first_reply_desk_ms is None:
        raise Refusal("rating_not_invited")
    if row.rating is not None:
        raise Refusal("already_rated")
    talk = Talk(ctx, row)
    said = text.strip()[:LONGEST_RATING_TEXT]
    talk.change(rating=stars, rating_text=said or None)
    sessions.rated(ctx, talk, stars)
    talk.announce(ConversationRated, stars=stars, text=said)
    return talk.view


def requeue_talk(ctx: Ctx, talk: Talk) -> None:
    """Nobody has it any more:

    back in the queue, where its place is by when it began to wait. Records ConversationRequeued.
    """
    talk.move("requeue", "timer")
    sessions.given_back(ctx, talk)
    talk.cancel_timers()
    talk.change(agent_id=None, accepted_desk_ms=None, snoozed_until_desk_ms=None)
    talk.announce(ConversationRequeued)


def _talk_to_write_in(ctx: Ctx, row: Any, shopper_id: int, order_id: int | None) -> Talk:
    ended = None if row is None or row.closed_desk_ms is None else ctx.mall_at(row.closed_desk_ms)
    way = rules.reopening(None if row is None else row.state, ended, ctx.mall_ms)
    if way == "new":
        return _opened(ctx, shopper_id, order_id)
    talk = Talk(ctx, row)
    if order_id is not None and (way == "next" or talk.order_id is None):
        talk.change(order_id=order_id)
        talk.view["order_no"] = ctx.get(Order, order_id).order_no
    if way == "next":
        talk.change(**_fresh(ctx), session_no=talk.session_no + 1)
        sessions.open_session(ctx, talk)
        talk.announce(ConversationContinued)
        return talk
    was_snoozed = talk.state == rules.SNOOZED
    if was_snoozed and _owner_is_gone(ctx, talk):
        requeue_talk(ctx, talk)
        return talk
    talk.move("write", "shopper")
    if talk.state != rules.QUEUED:
        talk.cancel_timers()
        talk.change(close_reason=None)
    if was_snoozed:
        talk.change(snoozed_until_desk_ms=None)
        talk.announce(ConversationResumed)
    return talk


def _opened(ctx: Ctx, shopper_id: int, order_id: int | None) -> Talk:
    conversation_id = ctx.insert(
        Conversation,
        shopper_id=shopper_id,
        order_id=order_id,
        session_no=1,
        last_message_id=None,
        shopper_read_id=None,
        **_fresh(ctx),
    )
    talk = Talk.load(ctx, conversation_id)
    sessions.open_session(ctx, talk)
    talk.announce(ConversationOpened)
    return talk


def _fresh(ctx: Ctx) -> dict[str, Any]:
    """The clean slate of a session."""
    return {
        **dict.fromkeys(_CLEAN),
        "state": rules.QUEUED,
        "opened_desk_ms": ctx.desk_ms,
        "opened_ms": ctx.mall_ms,
        "unread": 0,
    }


def _message_of(ctx: Ctx, conversation_id: int, message_id: int) -> None:
    if ctx.get(Message, message_id).conversation_id != conversation_id:
        raise NotFound("message", id=message_id)


def _last_of_shopper(talk: Talk) -> int | None:
    last = talk.view["last_message"]
    found: int | None = last["id"] if last else talk.view["agent_read_id"]
    return found


def _owner_is_gone(ctx: Ctx, talk: Talk) -> bool:
    return talk.agent_id is None or ctx.get(Agent, talk.agent_id).presence == "offline"


def _expect_an_answer(ctx: Ctx, conversation_id: int) -> None:
    ctx.cancel(timer_key(conversation_id))
    wait = int(ctx.setting("idle_warning_ms", rules.DEFAULT_IDLE_WARNING_MS))
    ctx.schedule(
        "helpdesk.idle_warning",
        due=ctx.desk_ms + wait,
        key=timer_key(conversation_id),
        conversation_id=conversation_id,
    )
