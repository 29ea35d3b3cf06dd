"""Reads of what agents were understood to say and of their promises."""

from typing import Any

from core.context import Ctx
from helpdesk.promises.models import Promise, Reading


def readings_of(ctx: Ctx, conversation_id: int) -> dict[int, dict[str, Any]]:
    """message id -> {acts, statements}, in the order they were said."""
    rows = ctx.rows(Reading, conversation_id=conversation_id, order_by="id")
    return {row.id: {"acts": row.acts, "statements": row.statements} for row in rows}


def promises_of(ctx: Ctx, conversation_id: int) -> list[dict[str, Any]]:
    """The promises of a conversation, by id."""
    rows = ctx.rows(Promise, conversation_id=conversation_id, order_by="id")
    return [
        {
            "id": row.id,
            "message_id": row.message_id,
            "what": row.what,
            "due_axis": row.due_axis,
            "due_ms": row.due_ms,
            "state": row.state,
            "settled_ms": row.settled_ms,
        }
        for row in rows
    ]
