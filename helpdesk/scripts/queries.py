"""Quick replies (快捷短语): the browser fills their variables."""

from typing import Any

from sqlalchemy import or_, select

from core.context import Ctx
from helpdesk.actors import number_of
from helpdesk.scripts.models import QuickReply

_Q = QuickReply.__table__


def quick_replies(ctx: Ctx) -> dict[str, Any]:
    """The team's and one's own, in the order they were written."""
    rows = ctx.all(
        select(_Q)
        .where(_Q.c.mall_id == ctx.mall_id, or_(_Q.c.scope == "team", _Q.c.agent_id == number_of(ctx.actor)))
        .order_by(_Q.c.id)
    )
    return {
        "items": [
            {
                "id": row.id,
                "category": row.category,
                "shortcut": row.shortcut,
                "initials": row.initials,
                "title": row.title,
                "text": row.text,
            }
            for row in rows
        ],
        "next": None,
    }
