"""Return requests, as other rooms and pages read them."""

from typing import Any

from sqlalchemy import func, select

from core.context import Ctx
from core.wire import at
from shop.aftersales.models import ReturnRequest
from shop.aftersales.rules import OPEN

_returns = ReturnRequest.__table__


def open_of_order(ctx: Ctx, order_id: int) -> Any:
    """The return request of an order that is not settled yet; None when there is none."""
    return ctx.one(
        select(_returns)
        .where(
            _returns.c.mall_id == ctx.mall_id,
            _returns.c.order_id == order_id,
            _returns.c.state.in_(OPEN),
        )
        .order_by(_returns.c.id.desc())
    )


def count_of_order(ctx: Ctx, order_id: int) -> int:
    """How often something was asked back of an order."""
    row = ctx.one(
        select(func.count().label("n")).where(
            _returns.c.mall_id == ctx.mall_id, _returns.c.order_id == order_id
        )
    )
    return 0 if row is None else int(row.n)


def returns_of(ctx: Ctx, order_id: int) -> list[dict[str, Any]]:
    """The return requests of an order, oldest first."""
    rows = ctx.all(
        select(_returns)
        .where(_returns.c.mall_id == ctx.mall_id, _returns.c.order_id == order_id)
        .order_by(_returns.c.id)
    )
    return [return_view(row) for row in rows]


def return_view(row: Any) -> dict[str, Any]:
    """A return request on the wire."""
    return {
        "id": row.id,
        "order_id": row.order_id,
        "kind": row.kind,
        "path": row.path,
        "state": row.state,
        "reason": row.reason,
        "amount_cents": row.amount_cents,
        "requested_at": at(row.requested_ms),
        "decided_at": at(row.decided_ms),
        "closed_at": at(row.closed_ms),
        "refusal_reason": row.refusal_reason,
        "refusal_text": row.refusal_text,
    }
