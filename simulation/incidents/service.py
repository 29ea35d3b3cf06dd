"""Incidents: preview whom one would hit, fire it, end it."""

from typing import Any

from sqlalchemy import select

from core.context import Ctx
from core.errors import IllegalTransition, Refusal
from core.wire import at
from logistics.carriers.queries import hub as hub_row
from logistics.carriers.queries import hubs
from logistics.consignments.models import Consignment
from logistics.disruptions import service as disruptions
from logistics.disruptions.queries import active, hit_consignments
from shop.orders.models import Order
from shop.shoppers.models import Shopper
from simulation.cases.service import plan_case
from simulation.incidents import rules
from simulation.incidents.events import IncidentCleared, IncidentFired
from simulation.incidents.models import Incident
from simulation.shoppers.models import Case

DAY = 86_400_000
SAMPLE = 5


def options(ctx: Ctx) -> list[dict[str, Any]]:
    """Hubs with how many orders an incident there would hit, most first: [{id, name, orders}]."""
    found = [{"id": h.id, "name": h.name, "orders": len(hit_orders(ctx, h.id))} for h in hubs(ctx).values()]
    return sorted(found, key=lambda h: (-h["orders"], h["id"]))


def hit_orders(ctx: Ctx, hub_id: int) -> list[int]:
    """Orders with a parcel still before or in the hub, ascending."""
    ids = set(hit_consignments(ctx, hub_id))
    table = Consignment.__table__
    rows = ctx.all(
        select(table.c.id, table.c.reference).where(
            table.c.mall_id == ctx.mall_id, table.c.id.in_(sorted(ids))
        )
    )
    return sorted(int(r.reference.split(":")[1]) for r in rows if r.reference.startswith("order:"))


def preview(ctx: Ctx, kind: str, params: dict[str, Any]) -> dict[str, Any]:
    """What firing would hit: {hub_id, orders, sample:[{order_no, shopper_nick, city, promised_at}]}.
    Changes nothing.

    Raises Invalid, NotFound for the hub.
    """
    hub_id, _ = rules.checked(kind, params)
    hub_id = _hub(ctx, hub_id)
    orders = hit_orders(ctx, hub_id)
    sample = []
    for order_id in orders[:SAMPLE]:
        order = ctx.get(Order, order_id)
        nick = ctx.get(Shopper, order.shopper_id).nick
        sample.append(
            {
                "order_no": order.order_no,
                "shopper_nick": nick,
                "city": order.city,
                "promised_at": at(order.promised_ms),
            }
        )
    return {"hub_id": hub_id, "orders": len(orders), "sample": sample}


def _hub(ctx: Ctx, hub_id: int | None) -> int:
    if hub_id is not None:
        hub_row(ctx, hub_id)
        return hub_id
    troubled = {d.hub_id for d in active(ctx)}
    free = [h for h in options(ctx) if h["id"] not in troubled]
    if not free:
        raise Refusal("incident_no_hub")
    return int(free[0]["id"])


def fire(ctx: Ctx, kind: str, params: dict[str, Any]) -> int:
    """Declares the disruption, and some of those it hits come in to ask. Returns the incident's id.

    Records IncidentFired and what logistics records. Raises Invalid, NotFound for the hub.
    """
    wanted, days = rules.checked(kind, params)
    hub_id = _hub(ctx, wanted)
    orders = hit_orders(ctx, hub_id)
    disruption_id = disruptions.declare(
        ctx,
        kind=rules.KINDS[kind],
        hub_id=hub_id,
        force_majeure=kind in rules.FORCE_MAJEURE,
        from_ms=ctx.mall_ms,
        until_ms=ctx.mall_ms + days * DAY,
    )
    told = {"hub_id": hub_id, "days": days, "disruption_id": disruption_id}
    incident_id = ctx.insert(
        Incident, kind=kind, params=told, state="active", fired_desk_ms=ctx.desk_ms, cleared_desk_ms=None
    )
    ctx.record(IncidentFired(incident_id=incident_id, incident_kind=kind, params=told, order_ids=orders))
    _burst(ctx, incident_id, kind, orders, int(params.get("cases", rules.BURST)))
    return incident_id


def _burst(ctx: Ctx, incident_id: int, kind: str, orders: list[int], count: int) -> None:
    """Some of the affected write in, those soonest due first."""
    table = Case.__table__
    busy = {
        row.shopper_id for row in ctx.all(select(table.c.shopper_id).where(table.c.mall_id == ctx.mall_id))
    }
    rows = [ctx.get(Order, order_id) for order_id in orders]
    hit = sorted(
        (r for r in rows if r.shopper_id not in busy and r.promised_ms is not None),
        key=lambda r: (r.promised_ms, r.id),
    )
    due = ctx.desk_ms
    for number, order in enumerate(hit[:count]):
        draw = ctx.draw(f"incident:{kind}", "arrival", number)
        due += rules.FIRST_MS + draw.below(rules.SPREAD_MS // max(1, count))
        ahead = order.promised_ms > ctx.mall_ms
        truth = "storm" if kind == "storm" else "hub_backlog"
        plan_case(
            ctx,
            code=f"incident-{incident_id}-{number + 1}",
            truth=truth,
            persona=draw.pick(rules.PERSONAS),
            order_id=order.id,
            arrival_desk_ms=due,
            brief={"reason": "delay_ahead"} if ahead else None,
        )


def clear(ctx: Ctx, *, incident_id: int) -> None:
    """Ends it and its disruption. Records IncidentCleared. Raises NotFound, IllegalTransition."""
    row = ctx.get(Incident, incident_id)
    if row.state != "active":
        raise IllegalTransition("incident", state=row.state, action="clear")
    ctx.update(Incident, incident_id, state="cleared", cleared_desk_ms=ctx.desk_ms)
    if any(d.id == row.params["disruption_id"] for d in active(ctx)):
        disruptions.clear(ctx, disruption_id=row.params["disruption_id"])
    ctx.record(IncidentCleared(incident_id=incident_id, incident_kind=row.kind))
