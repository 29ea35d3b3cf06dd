"""The desk's and the shop's first pictures, from which live events go on, and the desk's view of orders."""

from typing import Any

from core.context import Ctx
from core.malls.service import clock_view
from core.wire import at
from helpdesk.actors import number_of
from helpdesk.agents.models import Agent
from helpdesk.agents.queries import agent_view, agents
from helpdesk.agents.rules import DEFAULT_CAPACITY
from helpdesk.approvals.queries import desk_list as approvals
from helpdesk.chats import queries as chats
from helpdesk.chats.rules import DEFAULT_IDLE_CLOSE_MS, DEFAULT_IDLE_WARNING_MS
from helpdesk.kpi.queries import kpi
from helpdesk.tickets.queries import of_order, open_tickets
from logistics.carriers.queries import carriers, hubs
from logistics.disruptions.queries import active
from shop.order_files.queries import order_detail
from shop.shoppers.queries import shopper_card

# Slow-reply alarm of the trade: amber at 100 s, red at 180 s.
AMBER_MS, RED_MS = 100_000, 180_000


def snapshot(ctx: Ctx) -> dict[str, Any]:
    """The desk as it is at `seq`: what a browser needs to work and to go on from by events."""
    me = None
    if not ctx.actor.startswith("observer:"):
        me = agent_view(ctx.get(Agent, number_of(ctx.actor)))
    return {
        **_where(ctx),
        "run_id": ctx.mall.class_id,
        "me": me,
        "agents": agents(ctx),
        "settings": {
            "amber_ms": int(ctx.setting("amber_ms", AMBER_MS)),
            "red_ms": int(ctx.setting("red_ms", RED_MS)),
            "capacity": me["capacity"] if me else int(ctx.setting("capacity", DEFAULT_CAPACITY)),
            "idle_warning_ms": int(ctx.setting("idle_warning_ms", DEFAULT_IDLE_WARNING_MS)),
            "idle_close_ms": int(ctx.setting("idle_close_ms", DEFAULT_IDLE_CLOSE_MS)),
        },
        "conversations": chats.desk_list(ctx),
        "approvals": approvals(ctx),
        "tickets": open_tickets(ctx),
        "disruptions": _disruptions(ctx),
        "kpi": kpi(ctx),
    }


def shop_snapshot(ctx: Ctx) -> dict[str, Any]:
    """The storefront's first picture for its shopper."""
    view = chats.own_conversation(ctx)
    return {
        **_where(ctx),
        "shopper": shopper_card(ctx, number_of(ctx.actor)),
        "conversation": view,
        "unread": chats.unread_of_shopper(ctx, view),
    }


def desk_order(ctx: Ctx, *, order_id: int) -> dict[str, Any]:
    """An order in full, with its tickets. Raises NotFound."""
    return {**order_detail(ctx, order_id=order_id, desk=True), "tickets": of_order(ctx, order_id)}


def _where(ctx: Ctx) -> dict[str, Any]:
    clock = clock_view(ctx)
    return {
        "seq": ctx.last_seq,
        "epoch": ctx.mall.epoch,
        "mall": {
            "id": ctx.mall_id,
            "label": ctx.mall.label,
            "language": ctx.mall.language,
            "zone": ctx.mall.zone,
        },
        "clock": {
            "desk_ms": clock.desk_ms,
            "mall_at": at(clock.mall_ms),
            "running": clock.running,
            "pace": clock.pace,
        },
    }


def _disruptions(ctx: Ctx) -> list[dict[str, Any]]:
    rows = active(ctx)
    names = hubs(ctx) if rows else {}
    striking = carriers(ctx) if any(row.carrier_id is not None for row in rows) else {}
    return [
        {
            "id": row.id,
            "kind": row.kind,
            "hub": (names[row.hub_id] if row.carrier_id is None else striking[row.carrier_id]).name,
            "force_majeure": bool(row.force_majeure),
            "from_at": at(row.from_ms),
            "until_at": at(row.until_ms),
        }
        for row in rows
    ]
