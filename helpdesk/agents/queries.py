"""Reads of the people at the desk."""

from typing import Any

from sqlalchemy import select

from core.context import Ctx
from helpdesk.agents.models import Agent

_T = Agent.__table__


def agent_view(row: Any) -> dict[str, Any]:
    """An agents row as AgentView."""
    return {
        "id": row.id,
        "name": row.name,
        "role": row.role,
        "presence": row.presence,
        "capacity": row.capacity,
        "payout_limit_cents": row.payout_limit_cents,
        "coupon_limit_cents": row.coupon_limit_cents,
    }


def agent(ctx: Ctx, *, agent_id: int) -> dict[str, Any]:
    """One person. Raises NotFound."""
    return agent_view(ctx.get(Agent, agent_id))


def agents(ctx: Ctx) -> list[dict[str, Any]]:
    """Everybody at the desk, by id."""
    rows = ctx.all(select(_T).where(_T.c.mall_id == ctx.mall_id).order_by(_T.c.id))
    return [agent_view(row) for row in rows]
