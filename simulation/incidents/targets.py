"""Whom an incident would hit, as the records stand now: orders, with the parcel of each where it has one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from core.context import Ctx
from core.errors import NotFound, Refusal
from logistics.carriers.queries import carriers, hubs
from logistics.carriers.queries import hub as hub_row
from logistics.consignments.models import Consignment
from logistics.disruptions.queries import active, hit_consignments
from logistics.rates.queries import table_of
from shop.fulfilment.models import BenchOrder
from shop.orders.models import Order, OrderLine
from shop.orders.rules import order_id_of
from simulation.incidents.rules import kind_of
from simulation.shoppers.models import Case

DAY = 86_400_000
TO_SEND = ["paid", "packing"]
# Parcels of which kinds of trouble are made, by the states in which they can be.
STATES: dict[str, tuple[str, ...]] = {
    "sorting_error": ("in_transit", "collected"),
    "lost": ("in_transit",),
    "damaged": ("in_transit", "arrived_city", "out_for_delivery"),
    "address_problem": ("arrived_city", "out_for_delivery", "in_transit"),
    "fake_delivery": ("out_for_delivery", "arrived_city"),
    "locker_dispute": ("out_for_delivery", "arrived_city", "ready_to_collect"),
    "station_drop": ("out_for_delivery", "arrived_city", "ready_to_collect"),
    "courier_rude": ("out_for_delivery", "signed"),
    "customs_hold": ("in_transit", "collected"),
    "no_collection": ("label_created", "awaiting_collection"),
    "parcel_refused": ("out_for_delivery", "arrived_city", "ready_to_collect"),
    "redirect": ("collected", "in_transit", "label_created"),
}
RECENT_MS = 2 * DAY


@dataclass(slots=True)
class Hit:
    """`parcels`: order to the parcel hit. `params`: those of the incident, with what was left to choose."""

    orders: list[int]
    parcels: dict[int, int] = field(default_factory=dict)
    params: dict[str, Any] = field(default_factory=dict)


def hit(ctx: Ctx, kind: str, params: dict[str, int | None]) -> Hit:
    """The orders an incident hits, those of the soonest promise first where only some are.

    Raises NotFound for a hub or carrier that does not exist, Refusal `incident_no_hub`,
    `incident_no_carrier`.
    """
    known = kind_of(kind)
    if known.disruption is not None or kind == "rate_table_wrong":
        return _everywhere(ctx, kind, params)
    if kind == "stocktake_difference":
        return _short_of(ctx)
    count = int(params["count"] or 0)
    if kind == "wrong_item":
        return _at_the_bench(ctx, params, count)
    busy = busy_shoppers(ctx)
    rows: dict[int, Any] = {}
    for state in STATES[kind]:
        for parcel in ctx.rows(Consignment, state=state, order_by="id"):
            order_id = order_id_of(parcel.reference)
            if order_id is not None and _fits(ctx, kind, parcel):
                rows[order_id] = parcel
        if len(rows) >= count * 4:
            break
    orders = [o for o in _orders(ctx, sorted(rows)) if o.shopper_id not in busy][:count]
    return Hit([o.id for o in orders], {o.id: rows[o.id].id for o in orders}, dict(params))


def _fits(ctx: Ctx, kind: str, parcel: Any) -> bool:
    if parcel.held_ms is not None:
        return False
    if kind == "courier_rude" and parcel.state == "signed":
        return parcel.signed_ms is not None and ctx.mall_ms - parcel.signed_ms <= RECENT_MS
    if kind == "sorting_error":
        return bool(parcel.last_hub_id != parcel.dest_hub_id)
    return parcel.exception is None or kind in ("courier_rude", "redirect")


def _orders(ctx: Ctx, ids: Sequence[int]) -> list[Any]:
    """The soonest promised first; without a promise last."""
    found = ctx.rows(Order, id=list(ids)) if ids else []
    return sorted(found, key=lambda o: (o.promised_ms is None, o.promised_ms or 0, o.id))


def busy_shoppers(ctx: Ctx) -> set[int]:
    """Shoppers who have come or will come in about an order of theirs."""
    table = Case.__table__
    return {
        row.shopper_id for row in ctx.all(select(table.c.shopper_id).where(table.c.mall_id == ctx.mall_id))
    }


def _everywhere(ctx: Ctx, kind: str, params: dict[str, int | None]) -> Hit:
    chosen: dict[str, Any] = dict(params)
    if kind == "rate_table_wrong":
        number = params.get("carrier_id")
        chosen["carrier_id"] = number = _carrier(ctx, number, priced=True)
        return Hit([o.id for o in _orders(ctx, _waiting(ctx))], {}, chosen)
    hub_id: int | None = None
    carrier_id: int | None = None
    if "carrier_id" in params:
        chosen["carrier_id"] = carrier_id = _carrier(ctx, params["carrier_id"])
        origin = ctx.row(Consignment, order_by="-id")
        hub_id = origin.origin_hub_id if origin is not None else min(hubs(ctx), default=1)
        chosen["hub_id"] = hub_id
    else:
        chosen["hub_id"] = hub_id = _hub(ctx, params.get("hub_id"))
    parcels = parcels_of_orders(ctx, hit_consignments(ctx, hub_id, carrier_id))
    return Hit(sorted(parcels), parcels, chosen)


def parcels_of_orders(ctx: Ctx, consignment_ids: Sequence[int]) -> dict[int, int]:
    """Order to parcel, of the parcels that carry an order."""
    table = Consignment.__table__
    rows = ctx.all(
        select(table.c.id, table.c.reference).where(
            table.c.mall_id == ctx.mall_id, table.c.id.in_(sorted(consignment_ids))
        )
    )
    found = {order_id_of(row.reference): int(row.id) for row in rows}
    return {order: parcel for order, parcel in found.items() if order is not None}


def orders_by_hub(ctx: Ctx) -> list[dict[str, Any]]:
    """Hubs with how many orders trouble there would hit, most first: [{id, name, orders}]."""
    found = [
        {"id": h.id, "name": h.name, "orders": len(parcels_of_orders(ctx, hit_consignments(ctx, h.id)))}
        for h in hubs(ctx).values()
    ]
    return sorted(found, key=lambda h: (-h["orders"], h["id"]))


def orders_by_carrier(ctx: Ctx) -> list[dict[str, Any]]:
    """Carriers with how many orders a strike would hit, most first: [{id, name, orders}]."""
    found = [
        {"id": c.id, "name": c.name, "orders": len(parcels_of_orders(ctx, hit_consignments(ctx, 0, c.id)))}
        for c in carriers(ctx).values()
    ]
    return sorted(found, key=lambda c: (-c["orders"], c["id"]))


def _hub(ctx: Ctx, hub_id: int | None) -> int:
    if hub_id is not None:
        hub_row(ctx, hub_id)
        return hub_id
    troubled = {d.hub_id for d in active(ctx) if d.carrier_id is None}
    free = [h for h in orders_by_hub(ctx) if h["id"] not in troubled]
    if not free:
        raise Refusal("incident_no_hub")
    return int(free[0]["id"])


def _carrier(ctx: Ctx, carrier_id: int | None, *, priced: bool = False) -> int:
    known = carriers(ctx)
    if carrier_id is not None:
        if carrier_id not in known:
            raise NotFound("carrier", id=carrier_id)
        return carrier_id
    striking = {d.carrier_id for d in active(ctx)}
    for row in orders_by_carrier(ctx):
        if row["id"] not in striking and (not priced or table_of(ctx, known[row["id"]].code) is not None):
            return int(row["id"])
    raise Refusal("incident_no_carrier")


def _waiting(ctx: Ctx) -> list[int]:
    return [row.id for row in ctx.rows(Order, state=TO_SEND, order_by="id")]


def _short_of(ctx: Ctx) -> Hit:
    """The article most orders wait for, and those orders."""
    waiting = _waiting(ctx)
    lines = ctx.rows(OrderLine, order_id=waiting, order_by="id") if waiting else []
    by_variant: dict[int, set[int]] = {}
    for line in lines:
        by_variant.setdefault(line.variant_id, set()).add(line.order_id)
    if not by_variant:
        return Hit([])
    variant = min(by_variant, key=lambda v: (-len(by_variant[v]), v))
    orders = [o.id for o in _orders(ctx, sorted(by_variant[variant]))]
    return Hit(orders, {}, {"variant_id": variant})


def _at_the_bench(ctx: Ctx, params: dict[str, int | None], count: int) -> Hit:
    """Orders that went over the packing bench of late, or wait to."""
    recent = ctx.rows(
        BenchOrder, state=["picked", "packed", "weighed", "labelled", "shipped"], order_by="-id"
    )
    packed = [row.order_id for row in recent if not row.wrong]
    chosen = [*dict.fromkeys(packed), *(o.id for o in _orders(ctx, _waiting(ctx)) if o.id not in packed)]
    busy = busy_shoppers(ctx)
    orders = [o for o in chosen if ctx.get(Order, o).shopper_id not in busy][:count]
    return Hit(orders, {}, dict(params))
