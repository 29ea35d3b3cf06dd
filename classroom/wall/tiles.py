"""A tile: one desk in a few numbers, read from the mall's own tables."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from classroom.runs.clock import mall_clock
from core.context import AppCtx
from core.malls.models import Mall
from helpdesk.agents.models import Agent
from helpdesk.chats.models import Conversation, Turn
from shop.payouts.models import Payout
from simulation.shoppers.models import Case

CAP_MS = 600_000
_OPEN = ("queued", "active", "waiting_customer", "snoozed", "wrap_up")


def tiles_of(app: AppCtx, places: Iterable[Any]) -> list[dict[str, Any]]:
    """The tiles of places whose malls are there, in the order given."""
    wanted = [place for place in places if place.mall_id is not None]
    malls = [place.mall_id for place in wanted]
    if not malls:
        return []
    talks = _by_mall(app, Conversation, malls, "state", "waiting_since_desk_ms", "first_reply_desk_ms",
    "opened_desk_ms", "rating")  # fmt: skip
    turns = _by_mall(app, Turn, malls, "opened_desk_ms", "answered_desk_ms", "outcome")
    cases = _by_mall(app, Case, malls, "state")
    payouts = _by_mall(app, Payout, malls, "state", "amount_cents")
    online = _by_mall(app, Agent, malls, "role", "presence")
    clocks = {row.id: mall_clock(app, row) for row in app.all(select(Mall).where(Mall.id.in_(malls)))}
    return [
        {
            "place_id": place.id,
            "name": place.name,
            "online": any(
                a.role == "agent" and a.presence != "offline" for a in online.get(place.mall_id, [])
            ),
            **talk_numbers(talks.get(place.mall_id, []), clocks[place.mall_id]["desk_ms"]),
            "average_reply_ms": average_reply(turns.get(place.mall_id, [])),
            "cases_ended": sum(1 for c in cases.get(place.mall_id, []) if c.state == "ended"),
            "cases_total": len(cases.get(place.mall_id, [])),
            "payouts_cents": sum(p.amount_cents for p in payouts.get(place.mall_id, []) if p.state == "paid"),
        }
        for place in wanted
    ]


def _by_mall(app: AppCtx, model: Any, malls: list[int], *columns: str) -> dict[int, list[Any]]:
    table = model.__table__
    found: dict[int, list[Any]] = {}
    stmt = select(table.c.mall_id, *(table.c[name] for name in columns)).where(table.c.mall_id.in_(malls))
    for row in app.all(stmt):
        found.setdefault(row.mall_id, []).append(row)
    return found


def talk_numbers(talks: list[Any], desk_ms: int) -> dict[str, Any]:
    """Queue, open and closed chats, the longest wait now, first replies and ratings so far."""
    waits = [
        desk_ms - t.waiting_since_desk_ms
        for t in talks
        if t.state in _OPEN and t.waiting_since_desk_ms is not None
    ]
    first = [t.first_reply_desk_ms - t.opened_desk_ms for t in talks if t.first_reply_desk_ms is not None]
    ratings = [t.rating for t in talks if t.rating is not None]
    return {
        "waiting": sum(1 for t in talks if t.state == "queued"),
        "active": sum(1 for t in talks if t.state in ("active", "waiting_customer", "snoozed")),
        "closed": sum(1 for t in talks if t.state in ("closed", "abandoned", "wrap_up")),
        "longest_wait_ms": max(0, *waits) if waits else 0,
        "first_reply_ms": sum(first) // len(first) if first else None,
        "csat": round(sum(ratings) / len(ratings), 2) if ratings else None,
    }


def average_reply(turns: list[Any]) -> int | None:
    """Mean over turns that are over, each capped at 600 s; unanswered ones count 600 s,
    courtesies nothing.
    """
    waits = [
        CAP_MS if t.answered_desk_ms is None else min(CAP_MS, t.answered_desk_ms - t.opened_desk_ms)
        for t in turns
        if t.outcome in ("answered", "unanswered")
    ]
    return sum(waits) // len(waits) if waits else None
