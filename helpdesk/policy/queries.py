"""The mall's own rules as the agent reads them."""

from typing import Any

from sqlalchemy import select

from core.context import Ctx
from helpdesk.policy.models import PolicyCard

_P = PolicyCard.__table__


def policies(ctx: Ctx) -> dict[str, Any]:
    """Every card, in the mall's order."""
    rows = ctx.all(select(_P).where(_P.c.mall_id == ctx.mall_id).order_by(_P.c.id))
    return {
        "items": [
            {
                "id": row.id,
                "code": row.code,
                "title": row.title,
                "rule": row.rule,
                "agent_may": row.agent_may,
                "limits": row.limits,
            }
            for row in rows
        ],
        "next": None,
    }
