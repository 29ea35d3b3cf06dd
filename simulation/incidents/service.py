"""Incidents: preview whom one would hit, fire it, end it, plan it for an instant of the exercise."""

from typing import Any

from core.context import Ctx
from core.errors import IllegalTransition, Refusal
from core.timers import due_action
from core.wire import at
from shop.orders.models import Order
from shop.shoppers.models import Shopper
from simulation.cases.service import plan_case
from simulation.incidents import rules, targets
from simulation.incidents.effects import take_back, take_effect
from simulation.incidents.events import IncidentCleared, IncidentFired
from simulation.incidents.models import Incident

SAMPLE = 5


def options(ctx: Ctx) -> dict[str, Any]:
    """What may be chosen: {hubs, carriers: [{id, name, orders}] (most first), kinds: [{kind, params:
    [{name, least, most, default}], clears, force_majeure}]}.
    """
    return {
        "hubs": targets.orders_by_hub(ctx),
        "carriers": targets.orders_by_carrier(ctx),
        "kinds": [
            {
                "kind": code,
                "params": [param.wire() for param in known.params],
                "clears": known.clears,
                "force_majeure": known.force_majeure,
            }
            for code, known in rules.KINDS.items()
        ],
    }


def preview(ctx: Ctx, kind: str, params: dict[str, Any]) -> dict[str, Any]:
    """What firing now would hit: {params, orders, sample: [{order_no, shopper_nick, city, promised_at}]}, the
    hub or carrier left to choose among the params. Changes nothing.

    Raises Invalid, NotFound (hub, carrier), Refusal `incident_no_hub`, `incident_no_carrier`.
    """
    found = targets.hit(ctx, kind, rules.checked(kind, params))
    sample = []
    for order_id in found.orders[:SAMPLE]:
        order = ctx.get(Order, order_id)
        sample.append(
            {
                "order_no": order.order_no,
                "shopper_nick": ctx.get(Shopper, order.shopper_id).nick,
                "city": order.city,
                "promised_at": at(order.promised_ms),
            }
        )
    return {"params": found.params, "orders": len(found.orders), "sample": sample}


def fire(ctx: Ctx, kind: str, params: dict[str, Any], *, planned_id: int | None = None) -> int:
    """Makes it happen, and some of those it hits come in about it where they know of it. Returns the
    incident's id.

    Records IncidentFired and what the mall records of it. Raises Invalid, NotFound (hub, carrier), Refusal
    `incident_hits_nobody`, `incident_no_hub`, `incident_no_carrier`, `incident_no_rate_table`.
    """
    known = rules.kind_of(kind)
    found = targets.hit(ctx, kind, rules.checked(kind, params))
    if not found.orders and known.disruption is None:
        raise Refusal("incident_hits_nobody", incident_kind=kind)
    state = "active" if known.clears else "fired"
    values = {"state": state, "fired_desk_ms": ctx.desk_ms, "cleared_desk_ms": None}
    if planned_id is None:
        incident_id = ctx.insert(Incident, kind=kind, params=found.params, **values)
    else:
        incident_id = planned_id
        ctx.update(Incident, incident_id, **values)
    told = found.params | take_effect(ctx, kind, incident_id, found)
    ctx.update(Incident, incident_id, params=told)
    ctx.record(
        IncidentFired(
            incident_id=incident_id, incident_kind=kind, params=found.params, order_ids=found.orders
        )
    )
    if known.truth is not None:
        _burst(ctx, incident_id, kind, known.truth, found.orders, int(params.get("cases") or rules.BURST))
    return incident_id


def _burst(ctx: Ctx, incident_id: int, kind: str, truth: str, orders: list[int], count: int) -> None:
    """Some of the affected write in, those soonest due first."""
    busy = targets.busy_shoppers(ctx)
    rows = [ctx.get(Order, order_id) for order_id in orders]
    hit = sorted(
        (r for r in rows if r.shopper_id not in busy and r.promised_ms is not None and _asks(ctx, kind, r)),
        key=lambda r: (r.promised_ms, r.id),
    )
    due = ctx.desk_ms
    for number, order in enumerate(hit[:count]):
        draw = ctx.draw(f"incident:{kind}", "arrival", number)
        due += rules.FIRST_MS + draw.below(rules.SPREAD_MS // max(1, count))
        delayed = truth in ("hub_backlog", "storm") and order.promised_ms > ctx.mall_ms
        plan_case(
            ctx,
            code=f"incident-{incident_id}-{number + 1}",
            truth=truth,
            persona=draw.pick(rules.PERSONAS),
            order_id=order.id,
            arrival_desk_ms=due,
            brief={"reason": "delay_ahead"} if delayed else None,
        )


def _asks(ctx: Ctx, kind: str, order: Any) -> bool:
    """Nobody asks about what has only just been paid or sent."""
    since = {"no_collection": order.shipped_ms, "stocktake_difference": order.paid_ms}.get(kind, 0)
    return since is not None and ctx.mall_ms - since >= rules.PATIENCE_MS


def clear(ctx: Ctx, *, incident_id: int) -> None:
    """Ends it as far as it can be ended. Records IncidentCleared. Raises NotFound, IllegalTransition."""
    row = ctx.get(Incident, incident_id)
    if row.state != "active":
        raise IllegalTransition("incident", state=row.state, action="clear")
    ctx.update(Incident, incident_id, state="cleared", cleared_desk_ms=ctx.desk_ms)
    take_back(ctx, row.kind, row.params)
    ctx.record(IncidentCleared(incident_id=incident_id, incident_kind=row.kind))


def plan(ctx: Ctx, *, kind: str, params: dict[str, Any], desk_ms: int) -> int:
    """It will happen at an instant of desk time by itself. Returns its id. Raises Invalid."""
    rules.checked(kind, params)
    incident_id = ctx.insert(
        Incident, kind=kind, params=params, state="planned", fired_desk_ms=None, cleared_desk_ms=None
    )
    ctx.schedule(
        "simulation.incident.fire", due=desk_ms, key=f"incident:{incident_id}", incident_id=incident_id
    )
    return incident_id


@due_action("simulation.incident.fire")
def on_time(ctx: Ctx, payload: dict[str, Any]) -> None:
    """The instant of a planned incident; one that would hit nobody does not happen."""
    row = ctx.get(Incident, int(payload["incident_id"]))
    if row.state != "planned":
        return
    try:
        fire(ctx, row.kind, row.params, planned_id=row.id)
    except Refusal:
        ctx.update(Incident, row.id, state="cleared", cleared_desk_ms=ctx.desk_ms)
