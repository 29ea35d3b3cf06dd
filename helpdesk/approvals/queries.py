"""Reads of approvals."""

from typing import Any

from sqlalchemy import Select, and_, select

from core.context import Ctx
from core.errors import NotFound
from helpdesk.approvals.models import Approval
from helpdesk.approvals.rules import REQUESTED
from shop.orders.models import Order

_A, _O = Approval.__table__, Order.__table__
RECENT = 20

_joined = select(_A, _O.c.order_no).outerjoin(
    _O, and_(_O.c.mall_id == _A.c.mall_id, _O.c.id == _A.c.order_id)
)


def _views(ctx: Ctx, stmt: Select[Any]) -> list[dict[str, Any]]:
    return [
        {
            "id": row.id,
            "verb": row.verb,
            "amount_cents": row.amount_cents,
            "order_id": row.order_id,
            "order_no": row.order_no,
            "conversation_id": row.conversation_id,
            "reason": row.reason,
            "requested_by": row.requested_by,
            "requested_desk_ms": row.requested_desk_ms,
            "state": row.state,
            "decided_by": row.decided_by,
            "decided_desk_ms": row.decided_desk_ms,
            "decision_note": row.decision_note,
        }
        for row in ctx.all(stmt.where(_A.c.mall_id == ctx.mall_id))
    ]


def approval(ctx: Ctx, *, approval_id: int) -> dict[str, Any]:
    """One approval. Raises NotFound."""
    found = _views(ctx, _joined.where(_A.c.id == approval_id))
    if not found:
        raise NotFound("approval", id=approval_id)
    return found[0]


def desk_list(ctx: Ctx) -> list[dict[str, Any]]:
    """All that wait and the twenty newest decided ones, by id."""
    waiting = _views(ctx, _joined.where(_A.c.state == REQUESTED))
    decided = _views(ctx, _joined.where(_A.c.state != REQUESTED).order_by(_A.c.id.desc()).limit(RECENT))
    return sorted([*waiting, *decided], key=lambda view: int(view["id"]))


def waiting_for(ctx: Ctx, *, verb: str, order_id: int) -> int | None:
    """The approval of this kind that already waits for this order."""
    row = ctx.row(Approval, state=REQUESTED, verb=verb, order_id=order_id)
    return None if row is None else int(row.id)


def asked_for_order(ctx: Ctx, order_ids: list[int]) -> list[Any]:
    """Every approval asked for these orders, by id."""
    return ctx.rows(Approval, order_id=order_ids, order_by="id")
