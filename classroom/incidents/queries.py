"""Which incidents a class has had, and what a new one would hit."""

from typing import Any

import orjson
from sqlalchemy import func, select

from classroom.runs.models import ClassEvent
from classroom.runs.places import places_of
from core.context import AppCtx, Ctx
from core.errors import NotFound
from core.wire import at
from logistics.carriers.models import Hub
from logistics.consignments.models import Consignment
from shop.orders.models import Order
from shop.shoppers.models import Shopper
from simulation.incidents import service as simulated

KINDS = ("hub_backlog",)
FIRED = "class.incident.fired"
_SAMPLE = 5
_BEFORE_HUB = ("label_created", "awaiting_collection", "collected", "in_transit")


def fired_incidents(app: AppCtx, run_id: int) -> list[dict[str, Any]]:
    """What was put into the malls of a class so far, the oldest first."""
    rows = app.all(
        select(ClassEvent.data)
        .where(ClassEvent.class_id == run_id, ClassEvent.kind == FIRED)
        .order_by(ClassEvent.seq)
    )
    return [orjson.loads(row.data)["incident"] for row in rows]


def any_mall(app: AppCtx, run_id: int) -> int:
    """A mall of the class to look at: all are clones of one opening. Raises NotFound("mall")."""
    for place in places_of(app, run_id):
        if place.mall_id is not None and place.state == "ready":
            return int(place.mall_id)
    raise NotFound("mall")


def ready_malls(app: AppCtx, run_id: int) -> list[int]:
    return [int(p.mall_id) for p in places_of(app, run_id) if p.mall_id is not None and p.state == "ready"]


def options(app: AppCtx, *, run_id: int) -> dict[str, Any]:
    """The hubs with parcels still on their way through them, the busiest first, and the kinds of
    incidents.
    """
    ctx = app.mall(any_mall(app, run_id), "system")
    counts = app.all(
        select(Hub.id, Hub.name, func.count().label("orders"))
        .join(Consignment, (Consignment.mall_id == Hub.mall_id) & (Consignment.dest_hub_id == Hub.id))
        .where(Hub.mall_id == ctx.mall_id, Consignment.state.in_(_BEFORE_HUB))
        .group_by(Hub.id, Hub.name)
        .order_by(func.count().desc(), Hub.id)
    )  # fmt: skip
    return {"hubs": [{"id": r.id, "name": r.name, "orders": r.orders} for r in counts], "kinds": list(KINDS)}


def preview(app: AppCtx, *, run_id: int, kind: str, hub_id: int | None, days: int) -> dict[str, Any]:
    """How many orders of each mall an incident would hit, with a few of them. Raises NotFound (mall, hub)."""
    ctx = app.mall(any_mall(app, run_id), "system")
    order_ids = hit_orders(ctx, kind, hub_id, days)
    rows = app.all(
        select(Order.order_no, Order.city, Order.promised_ms, Shopper.nick)
        .join(Shopper, (Shopper.mall_id == Order.mall_id) & (Shopper.id == Order.shopper_id))
        .where(Order.mall_id == ctx.mall_id, Order.id.in_(order_ids[:_SAMPLE]))
        .order_by(Order.id)
    )
    return {
        "orders_per_mall": len(order_ids),
        "malls": len(ready_malls(app, run_id)),
        "sample": [
            {"order_no": r.order_no, "shopper_nick": r.nick, "city": r.city, "promised_at": at(r.promised_ms)}
            for r in rows
        ],
    }


def hit_orders(ctx: Ctx, kind: str, hub_id: int | None, days: int) -> list[int]:
    """The orders an incident would hit in this mall."""
    found = simulated.preview(ctx, kind=kind, params=incident_params(hub_id, days))
    return [int(order_id) for order_id in found["order_ids"]]


def incident_params(hub_id: int | None, days: int) -> dict[str, Any]:
    return {"hub_id": hub_id, "days": days}
