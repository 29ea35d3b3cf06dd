"""Who handles what: conversations are taken out of the queue, put aside, finished, and given back."""

import re
from typing import Any

from core.commands import command
from core.context import Ctx
from core.errors import Invalid, Refusal
from core.timers import due_action
from helpdesk.actors import number_of
from helpdesk.agents.models import Agent
from helpdesk.agents.rules import has_room, takes_new_chats
from helpdesk.chats import queries, rules, sessions
from helpdesk.chats.events import (
    ConversationAccepted,
    ConversationClosed,
    ConversationResumed,
    ConversationSnoozed,
)
from helpdesk.chats.saying import system_write
from helpdesk.chats.service import requeue_talk, wrap_up_talk
from helpdesk.chats.talk import Talk, timer_key

MINUTE_MS = 60_000
LONGEST_SNOOZE_MINUTES = 24 * 60
_REASON = re.compile(r"[a-z][a-z_]{0,39}")


@command("helpdesk.accept", actors={"agent", "lead"})
def accept(ctx: Ctx, *, conversation_id: int) -> dict[str, Any]:
    """An agent takes a conversation out of the queue, if they are online and have room. Records
    ConversationAccepted.

    Raises NotFound, IllegalTransition, Refusal `agent_not_online`, `over_capacity`.
    """
    return _accept(ctx, Talk.load(ctx, conversation_id))


@command("helpdesk.accept_next", actors={"agent", "lead"})
def accept_next(ctx: Ctx) -> dict[str, Any]:
    """Takes who has waited longest.

    Records ConversationAccepted. Raises Refusal `queue_empty` and those of accept.
    """
    conversation_id = queries.next_in_queue(ctx)
    if conversation_id is None:
        raise Refusal("queue_empty")
    return _accept(ctx, Talk.load(ctx, conversation_id))


def _accept(ctx: Ctx, talk: Talk) -> dict[str, Any]:
    agent = ctx.get(Agent, number_of(ctx.actor))
    talk.move("accept", "agent")
    if not takes_new_chats(agent.presence):
        raise Refusal("agent_not_online", presence=agent.presence)
    if not has_room(len(queries.ids_of_agent(ctx, agent.id, rules.BUSY)), agent.capacity):
        raise Refusal("over_capacity", capacity=agent.capacity)
    talk.change(agent_id=agent.id, accepted_desk_ms=ctx.desk_ms)
    sessions.accepted(ctx, talk, agent.id)
    talk.announce(ConversationAccepted)
    return talk.view


@command("helpdesk.snooze", actors={"agent", "lead"})
def snooze(ctx: Ctx, *, conversation_id: int, until_minutes: int | None = None) -> dict[str, Any]:
    """Puts it aside for minutes of desk time, or (None) until the shopper replies. Records
    ConversationSnoozed.

    Raises NotFound, Forbidden `not_your_conversation`, IllegalTransition, Invalid `snooze_out_of_range`.
    """
    if until_minutes is not None and not 1 <= until_minutes <= LONGEST_SNOOZE_MINUTES:
        raise Invalid("snooze_out_of_range", limit=LONGEST_SNOOZE_MINUTES)
    talk = Talk.load(ctx, conversation_id)
    talk.only_its_own()
    talk.move("snooze", "agent")
    talk.cancel_timers()
    until = None if until_minutes is None else ctx.desk_ms + until_minutes * MINUTE_MS
    talk.change(snoozed_until_desk_ms=until)
    if until is not None:
        ctx.schedule("helpdesk.snooze_over", due=until, key=timer_key(talk.id), conversation_id=talk.id)
    talk.announce(ConversationSnoozed)
    return talk.view


@command("helpdesk.resume", actors={"agent", "lead"})
def resume(ctx: Ctx, *, conversation_id: int) -> dict[str, Any]:
    """Takes up again what was put aside. Records ConversationResumed.

    Raises NotFound, Forbidden `not_your_conversation`, IllegalTransition.
    """
    talk = Talk.load(ctx, conversation_id)
    talk.only_its_own()
    talk.move("resume", "agent")
    talk.cancel_timers()
    talk.change(snoozed_until_desk_ms=None)
    talk.announce(ConversationResumed)
    return talk.view


@command("helpdesk.wrap_up", actors={"agent", "lead"})
def wrap_up(ctx: Ctx, *, conversation_id: int) -> dict[str, Any]:
    """The talk is over; the agent finishes the records, then it closes by itself. Records
    ConversationWrappingUp.

    Raises NotFound, Forbidden `not_your_conversation`, IllegalTransition.
    """
    talk = Talk.load(ctx, conversation_id)
    talk.only_its_own()
    talk.move("wrap_up", "agent")
    wrap_up_talk(ctx, talk, None)
    return talk.view


@command("helpdesk.close", actors={"agent", "lead"})
def close(ctx: Ctx, *, conversation_id: int, reason: str = "solved") -> dict[str, Any]:
    """Ends the session. Records ConversationClosed.

    Raises NotFound, Forbidden `not_your_conversation`, IllegalTransition, Invalid `close_reason_malformed`.
    """
    if not _REASON.fullmatch(reason):
        raise Invalid("close_reason_malformed")
    talk = Talk.load(ctx, conversation_id)
    talk.only_its_own()
    talk.move("close", "agent")
    _close(ctx, talk, talk.view["close_reason"] or reason)
    return talk.view


def _close(ctx: Ctx, talk: Talk, reason: str) -> None:
    talk.cancel_timers()
    sessions.end_session(ctx, talk, "closed")
    talk.change(closed_desk_ms=ctx.desk_ms, close_reason=reason, snoozed_until_desk_ms=None)
    talk.announce(ConversationClosed)


@due_action("helpdesk.idle_warning")
def idle_warning(ctx: Ctx, payload: dict[str, Any]) -> None:
    """The shopper has not answered for a while: asks whether they are there. Records MessageSent."""
    talk = Talk.load(ctx, payload["conversation_id"])
    if talk.state != rules.WAITING:
        return
    wait = int(ctx.setting("idle_close_ms", rules.DEFAULT_IDLE_CLOSE_MS))
    system_write(ctx, talk, "idle_warning", {"close_ms": wait})
    ctx.schedule(
        "helpdesk.idle_over", due=ctx.desk_ms + wait, key=timer_key(talk.id), conversation_id=talk.id
    )


@due_action("helpdesk.idle_over")
def idle_over(ctx: Ctx, payload: dict[str, Any]) -> None:
    """Nor after the warning: the talk is over. Records ConversationWrappingUp."""
    talk = Talk.load(ctx, payload["conversation_id"])
    if talk.state == rules.WAITING:
        talk.move("wrap_up", "timer")
        wrap_up_talk(ctx, talk, "idle")


@due_action("helpdesk.wrap_up_over")
def wrap_up_over(ctx: Ctx, payload: dict[str, Any]) -> None:
    """The time for records is over. Records ConversationClosed."""
    talk = Talk.load(ctx, payload["conversation_id"])
    if talk.state == rules.WRAP_UP:
        talk.move("close", "timer")
        _close(ctx, talk, talk.view["close_reason"] or "wrapped_up")


@due_action("helpdesk.snooze_over")
def snooze_over(ctx: Ctx, payload: dict[str, Any]) -> None:
    """The time that was set has come: back to its agent, or to the queue when they are gone.

    Records ConversationResumed or ConversationRequeued.
    """
    talk = Talk.load(ctx, payload["conversation_id"])
    if talk.state != rules.SNOOZED:
        return
    if talk.agent_id is None or ctx.get(Agent, talk.agent_id).presence == "offline":
        requeue_talk(ctx, talk)
        return
    talk.move("resume", "timer")
    talk.change(snoozed_until_desk_ms=None)
    talk.announce(ConversationResumed)


@due_action("helpdesk.return_chats")
def return_chats(ctx: Ctx, payload: dict[str, Any]) -> None:
    """An agent has been offline too long:

    their chats wait in the queue again. Records ConversationRequeued for each.
    """
    if ctx.get(Agent, payload["agent_id"]).presence != "offline":
        return
    for conversation_id in queries.ids_of_agent(ctx, payload["agent_id"], (rules.ACTIVE, rules.WAITING)):
        requeue_talk(ctx, Talk.load(ctx, conversation_id))
