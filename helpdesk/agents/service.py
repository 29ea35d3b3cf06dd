"""People come to the desk and go."""

from typing import Any

from core.commands import command
from core.context import Ctx
from core.errors import IllegalTransition, Invalid
from helpdesk.actors import number_of
from helpdesk.agents import rules
from helpdesk.agents.events import AgentPresenceChanged
from helpdesk.agents.models import Agent
from helpdesk.agents.queries import agent_view
from helpdesk.agents.schemas import AgentView


def hire(
    ctx: Ctx, *, name: str, role: str = "agent", presence: str = "offline", capacity: int | None = None
) -> int:
    """Adds a person to the desk, with the limits of the role (rules P6 and P8);

    returns the id. Records nothing.
    """
    if role not in rules.LIMITS or presence not in rules.PRESENCES:
        raise Invalid("agent_role_unknown")
    payout, coupon = rules.LIMITS[role]
    room = capacity if capacity is not None else int(ctx.setting("capacity", rules.DEFAULT_CAPACITY))
    return ctx.insert(
        Agent,
        name=name,
        role=role,
        presence=presence,
        capacity=room,
        payout_limit_cents=payout,
        coupon_limit_cents=coupon,
    )


@command("helpdesk.set_presence", actors={"agent", "lead"}, anytime=True)
def set_presence(ctx: Ctx, *, presence: str) -> dict[str, Any]:
    """The person says whether they take chats. Records AgentPresenceChanged.

    Who goes offline has a while to come back before the chats return to the queue. Raises Invalid
    `presence_unknown`, IllegalTransition when nothing would change.
    """
    agent_id = number_of(ctx.actor)
    row = ctx.get(Agent, agent_id)
    if presence not in rules.PRESENCES:
        raise Invalid("presence_unknown")
    if (row.presence, presence) not in rules.CHANGES:
        raise IllegalTransition("agent", state=row.presence, action=presence)
    ctx.update(Agent, agent_id, presence=presence)
    key = f"offline:{agent_id}"
    ctx.cancel(key)
    if presence == "offline":
        wait = int(ctx.setting("offline_return_ms", rules.DEFAULT_OFFLINE_RETURN_MS))
        ctx.schedule("helpdesk.return_chats", due=ctx.desk_ms + wait, key=key, agent_id=agent_id)
    view = {**agent_view(row), "presence": presence}
    ctx.record(AgentPresenceChanged(agent=AgentView(**view)))
    return view
