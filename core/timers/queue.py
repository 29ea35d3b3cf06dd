"""The order of what is due: desk instant, mall instant, priority, number."""

from typing import Any, NamedTuple

from core.context import Ctx

ACTOR = "timer"
_NEXT = (
    "SELECT seq, due, priority, kind, payload, attempts FROM due_actions "
    "WHERE mall_id = ? AND axis = '{}' AND due <= ? ORDER BY due, priority, seq LIMIT 1"
)
_NEXT_DESK, _NEXT_MALL = _NEXT.format("desk"), _NEXT.format("mall")
_FOREVER = 2**62


class Due(NamedTuple):
    """One scheduled thing with its place in the total order."""

    desk_ms: int
    mall_ms: int
    priority: int
    seq: int
    axis: str
    kind: str
    payload: str
    attempts: int


def first_due(ctx: Ctx, to_desk_ms: int | None = None) -> Due | None:
    """What happens next in the mall, up to a desk instant (included)."""
    to_mall_ms = _FOREVER if to_desk_ms is None else ctx.mall_at(to_desk_ms)
    desk = ctx.driver.one(_NEXT_DESK, (ctx.mall_id, _FOREVER if to_desk_ms is None else to_desk_ms))
    mall = ctx.driver.one(_NEXT_MALL, (ctx.mall_id, to_mall_ms))
    by_desk = _on_desk(ctx, desk) if desk else None
    by_mall = _on_mall(ctx, mall) if mall else None
    if by_desk is None or by_mall is None:
        return by_desk or by_mall
    return min(by_desk, by_mall)


def _on_desk(ctx: Ctx, row: tuple[Any, ...]) -> Due:
    seq, due, priority, kind, payload, attempts = row
    return Due(due, ctx.mall_at(due), priority, seq, "desk", kind, payload, attempts)


def _on_mall(ctx: Ctx, row: tuple[Any, ...]) -> Due | None:
    seq, due, priority, kind, payload, attempts = row
    at = ctx.desk_at(due)
    return None if at is None else Due(at, due, priority, seq, "mall", kind, payload, attempts)


def enter(ctx: Ctx, due: Due) -> None:
    """Moves the transaction to the instant of what is due; what is late happens now, so desk time never
    falls."""
    desk_ms = max(due.desk_ms, ctx.last_desk_ms)
    mall_ms = due.mall_ms if desk_ms == due.desk_ms else max(due.mall_ms, ctx.mall_at(desk_ms))
    ctx.move_to(desk_ms=desk_ms, mall_ms=mall_ms, actor=ACTOR)
