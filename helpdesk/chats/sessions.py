"""What is measured: sessions and turns are written here and nowhere else."""

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from core.context import Ctx
from helpdesk.chats.models import ChatSession, Message, Turn
from helpdesk.chats.talk import Talk

# Said with every message: kept as text, which the database has prepared.
_OF_SESSION = " WHERE mall_id = ? AND conversation_id = ? AND session_no = ?"
_ACCEPTED = (
    "UPDATE chat_sessions SET agent_id = ?, accepted_desk_ms = COALESCE(accepted_desk_ms, ?)" + _OF_SESSION
)
_SHOPPER_SAID = "UPDATE chat_sessions SET shopper_messages = shopper_messages + 1" + _OF_SESSION
_AGENT_SAID = (
    "UPDATE chat_sessions SET agent_messages = agent_messages + 1,"
    " first_reply_desk_ms = COALESCE(first_reply_desk_ms, ?),"
    " substantive_desk_ms = COALESCE(substantive_desk_ms, ?)" + _OF_SESSION
)
_SUBSTANTIVE = "UPDATE turns SET substantive_desk_ms = ?" + _OF_SESSION + " AND substantive_desk_ms IS NULL"
_ENDED = 'UPDATE chat_sessions SET ended_desk_ms = ?, "end" = ?, invited = ?' + _OF_SESSION
_RATED = "UPDATE chat_sessions SET rating = ?" + _OF_SESSION
_TURN_OVER = (
    "UPDATE turns SET outcome = ?, owner = ?, answered_message_id = ?, answered_desk_ms = ?"
    " WHERE mall_id = ? AND conversation_id = ? AND outcome = 'open'"
)


@cache
def _courtesies() -> re.Pattern[str]:
    words: dict[str, str] = yaml.safe_load(
        files("helpdesk.chats").joinpath("courtesies.yaml").read_text("utf-8")
    )
    return re.compile("|".join(words.values()), re.IGNORECASE)


def is_courtesy(text: str) -> bool:
    """Whether a shopper's message only says thanks, yes or goodbye."""
    return bool(text.strip()) and _courtesies().fullmatch(text.strip()) is not None


def open_session(ctx: Ctx, talk: Talk) -> None:
    """A session begins with a shopper's message."""
    ctx.insert(
        ChatSession,
        conversation_id=talk.id,
        session_no=talk.session_no,
        shopper_id=talk.shopper_id,
        agent_id=None,
        opened_desk_ms=ctx.desk_ms,
        accepted_desk_ms=None,
        first_reply_desk_ms=None,
        substantive_desk_ms=None,
        ended_desk_ms=None,
        end=None,
        shopper_messages=0,
        agent_messages=0,
        invited=False,
        rating=None,
    )


def accepted(ctx: Ctx, talk: Talk, agent_id: int) -> None:
    """An agent has it; the first acceptance of a session is the one that is measured."""
    ctx.driver.run(_ACCEPTED, (agent_id, ctx.desk_ms, *_session(ctx, talk)))


def shopper_said(ctx: Ctx, talk: Talk, message_id: int) -> None:
    """Opens a turn unless one is open already."""
    ctx.driver.run(_SHOPPER_SAID, _session(ctx, talk))
    if talk.view["waiting_since_desk_ms"] is None:
        _open_turn(ctx, talk, message_id)
        talk.change(waiting_since_desk_ms=ctx.desk_ms)


def agent_said(ctx: Ctx, talk: Talk, message_id: int, *, substantive: bool) -> None:
    """Answers the open turn.

    A message that says something is the substantive answer of every turn that had none.
    """
    said = ctx.desk_ms if substantive else None
    ctx.driver.run(_AGENT_SAID, (ctx.desk_ms, said, *_session(ctx, talk)))
    if talk.view["waiting_since_desk_ms"] is not None:
        _close_turn(ctx, talk, "answered", ctx.actor, answered=(message_id, ctx.desk_ms))
        talk.change(waiting_since_desk_ms=None)
    if substantive:
        ctx.driver.run(_SUBSTANTIVE, (ctx.desk_ms, *_session(ctx, talk)))


def given_back(ctx: Ctx, talk: Talk) -> None:
    """Back in the queue: an open turn stays unanswered with who had it, and the next one begins now."""
    if talk.view["waiting_since_desk_ms"] is None:
        return
    row = _open_turn_row(ctx, talk)
    _close_turn(ctx, talk, "unanswered", f"agent:{talk.agent_id}")
    if row is not None:
        _open_turn(ctx, talk, row.opened_message_id)


def end_session(ctx: Ctx, talk: Talk, end: str) -> None:
    """Ends what is measured; who was answered by a person is invited to rate. An open turn that is only a
    courtesy
    counts neither way."""
    invited = end != "abandoned" and talk.view["first_reply_desk_ms"] is not None
    ctx.driver.run(_ENDED, (ctx.desk_ms, end, invited, *_session(ctx, talk)))
    if talk.view["waiting_since_desk_ms"] is not None:
        outcome = (
            "courtesy"
            if talk.view["first_reply_desk_ms"] is not None and _only_courtesies(ctx, talk)
            else "unanswered"
        )
        owner = None if talk.agent_id is None else f"agent:{talk.agent_id}"
        _close_turn(ctx, talk, outcome, owner)
        talk.change(waiting_since_desk_ms=None)


def rated(ctx: Ctx, talk: Talk, stars: int) -> None:
    """The stars of this session."""
    ctx.driver.run(_RATED, (stars, *_session(ctx, talk)))


def _session(ctx: Ctx, talk: Talk) -> tuple[int, int, int]:
    return ctx.mall_id, talk.id, talk.session_no


def _open_turn(ctx: Ctx, talk: Talk, message_id: int) -> None:
    ctx.insert(
        Turn,
        conversation_id=talk.id,
        session_no=talk.session_no,
        opened_message_id=message_id,
        opened_desk_ms=ctx.desk_ms,
        answered_message_id=None,
        answered_desk_ms=None,
        substantive_desk_ms=None,
        owner=None,
        outcome="open",
    )


def _open_turn_row(ctx: Ctx, talk: Talk) -> Any:
    return ctx.row(Turn, conversation_id=talk.id, outcome="open")


def _close_turn(
    ctx: Ctx,
    talk: Talk,
    outcome: str,
    owner: str | None,
    answered: tuple[int | None, int | None] = (None, None),
) -> None:
    ctx.driver.run(_TURN_OVER, (outcome, owner, *answered, ctx.mall_id, talk.id))


def _only_courtesies(ctx: Ctx, talk: Talk) -> bool:
    turn = _open_turn_row(ctx, talk)
    if turn is None:
        return False
    rows = ctx.rows(Message, conversation_id=talk.id, author=f"shopper:{talk.shopper_id}", order_by="id")
    asked = [row for row in rows if row.id >= turn.opened_message_id]
    return all(row.kind == "text" and is_courtesy(row.text) for row in asked)
