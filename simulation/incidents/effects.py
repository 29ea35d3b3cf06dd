"""What an incident does to the mall, through the verbs everybody else uses too."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import orjson

from core.context import Ctx
from core.errors import Refusal
from core.words import say
from logistics.carriers.models import Carrier
from logistics.consignments.models import Consignment
from logistics.consignments.service import add_scan, raise_exception
from logistics.disruptions import service as disruptions
from logistics.disruptions.models import Disruption
from logistics.network import queries as network
from logistics.network import rules as roads
from logistics.rates.documents import document_of
from logistics.rates.models import RateTableRow
from logistics.rates.queries import table_of
from logistics.rates.service import activate, import_table
from shop.catalog.models import Product, Variant
from shop.catalog.service import move_stock
from shop.fulfilment.bench import newest, wrong_item
from shop.fulfilment.service import send_automatically
from shop.orders.models import Order
from shop.orders.queries import lines_of
from shop.orders.service import LONGEST_NOTE, note_order
from shop.shoppers.models import Address
from simulation.couriers.service import as_carrier, come_for, go_on, stand_still
from simulation.incidents.rules import kind_of
from simulation.incidents.targets import Hit
from simulation.warehouse.service import as_warehouse, hold_back, send_soon

HOUR = 3_600_000
DAY = 24 * HOUR
SLIP = 10  # a decimal point in the wrong place
Told = dict[str, Any]
Effect = Callable[[Ctx, int, Hit], Told]


def take_effect(ctx: Ctx, kind: str, incident_id: int, hit: Hit) -> Told:
    """Does it. Returns what the end of it will have to know."""
    if kind_of(kind).disruption is not None:
        return _declare(ctx, kind, hit)
    return EFFECTS[kind](ctx, incident_id, hit)


def take_back(ctx: Ctx, kind: str, params: Told) -> None:
    """Ends it; what came of it meanwhile stays."""
    if "disruption_id" in params:
        if ctx.row(Disruption, id=params["disruption_id"], state="active") is not None:
            disruptions.clear(ctx, disruption_id=params["disruption_id"])
        return
    ENDINGS[kind](ctx, params)


def _declare(ctx: Ctx, kind: str, hit: Hit) -> Told:
    known, chosen = kind_of(kind), hit.params
    number = disruptions.declare(
        ctx,
        kind=str(known.disruption),
        hub_id=chosen["hub_id"],
        carrier_id=chosen.get("carrier_id"),
        force_majeure=known.force_majeure,
        from_ms=ctx.mall_ms,
        until_ms=ctx.mall_ms + chosen["days"] * DAY,
    )
    return {"disruption_id": number}


# -- parcels -----------------------------------------------------------------------------------------------


def _scanned(*codes: str, **params: Any) -> Effect:
    """Each parcel gets these scans, and the carrier goes on from there."""

    def effect(ctx: Ctx, incident_id: int, hit: Hit) -> Told:
        for parcel in hit.parcels.values():
            for code in codes:
                _scan(ctx, parcel, code, dict(params))
            go_on(ctx, parcel)
        return {"parcels": sorted(hit.parcels.values())}

    return effect


def _scan(ctx: Ctx, parcel_id: int, code: str, params: dict[str, Any], hub_id: int | None = None) -> None:
    row = ctx.get(Consignment, parcel_id)
    here = hub_id or row.last_hub_id or row.origin_hub_id
    known = {"city": row.city} if code in ("out_for_delivery", "arrived_city") else {}
    with as_carrier(ctx):
        add_scan(ctx, consignment_id=parcel_id, code=code, hub_id=here, params={**known, **params})


def _missort(ctx: Ctx, incident_id: int, hit: Hit) -> Told:
    """Each parcel turns up in a hub that is not on its way."""
    drawn = network.graph(ctx)
    for parcel_id in hit.parcels.values():
        row = ctx.get(Consignment, parcel_id)
        here = row.last_hub_id or row.origin_hub_id
        way = roads.path(drawn, here, row.dest_hub_id)
        wrong = sorted(set(drawn.legs.get(here, ())) - set(way)) or [here]
        stray = ctx.draw(f"parcel:{parcel_id}", "incident.stray").pick(wrong)
        _scan(ctx, parcel_id, "missorted", {}, stray)
        go_on(ctx, parcel_id)
    return {"parcels": sorted(hit.parcels.values())}


def _to_the_door(ctx: Ctx, parcel_id: int) -> None:
    """The parcel is on a courier's van, if it was not."""
    if ctx.get(Consignment, parcel_id).state == "arrived_city":
        couriers = network.graph(ctx).couriers
        name = ctx.draw(f"parcel:{parcel_id}", "incident.courier").pick(couriers) if couriers else ""
        _scan(ctx, parcel_id, "out_for_delivery", {"courier": name, "attempt": 1})


def _signed(who: str) -> Effect:
    """Each parcel is scanned as signed although nobody was asked: left at the door, a station or a locker."""

    def effect(ctx: Ctx, incident_id: int, hit: Hit) -> Told:
        drawn = network.graph(ctx)
        places = {"station": drawn.stations, "locker": drawn.lockers}.get(who, ())
        for parcel_id in hit.parcels.values():
            _to_the_door(ctx, parcel_id)
            where = (
                {"station": ctx.draw(f"parcel:{parcel_id}", "incident.place").pick(places)} if places else {}
            )
            stand_still(ctx, parcel_id)
            _scan(ctx, parcel_id, "signed", {"who": who, "consent": False, **where})
        return {"parcels": sorted(hit.parcels.values())}

    return effect


def _refused(ctx: Ctx, incident_id: int, hit: Hit) -> Told:
    for parcel_id in hit.parcels.values():
        _to_the_door(ctx, parcel_id)
        _scan(ctx, parcel_id, "refused", {})
        go_on(ctx, parcel_id)
    return {"parcels": sorted(hit.parcels.values())}


def _not_fetched(ctx: Ctx, incident_id: int, hit: Hit) -> Told:
    """Nobody comes for the parcels until the carrier is asked to."""
    for parcel_id in hit.parcels.values():
        stand_still(ctx, parcel_id)
        with as_carrier(ctx):
            raise_exception(ctx, consignment_id=parcel_id, exception="delayed", blame="carrier")
    return {"parcels": sorted(hit.parcels.values())}


def _fetched(ctx: Ctx, params: Told) -> None:
    for parcel_id in params["parcels"]:
        if ctx.get(Consignment, parcel_id).state in ("label_created", "awaiting_collection"):
            come_for(ctx, parcel_id, ctx.mall_ms + 2 * HOUR)


def _found(ctx: Ctx, params: Told) -> None:
    for parcel_id in params["parcels"]:
        row = ctx.get(Consignment, parcel_id)
        if row.exception == "lost" and row.state == "in_transit":
            _scan(ctx, parcel_id, "found", {})
            go_on(ctx, parcel_id)


# -- orders and what stands behind them --------------------------------------------------------------------


def _rude(ctx: Ctx, incident_id: int, hit: Hit) -> Told:
    for order_id, parcel_id in hit.parcels.items():
        if ctx.get(Consignment, parcel_id).state == "out_for_delivery":
            _scan(ctx, parcel_id, "delivery_failed", {"why": "not_to_the_door", "attempt": 1})
            go_on(ctx, parcel_id)
        with _as_buyer(ctx, order_id):
            _note(ctx, order_id, "courier_rude", flag="red")
    return {"parcels": sorted(hit.parcels.values())}


def _redirect(ctx: Ctx, incident_id: int, hit: Hit) -> Told:
    """The buyer names another address; who carries that out is the desk's affair."""
    for order_id in hit.parcels:
        order = ctx.get(Order, order_id)
        known = ctx.rows(Address, shopper_id=order.shopper_id, order_by="id")
        other = next((a for a in known if (a.city, a.street) != (order.city, order.street)), None)
        parts = [other.province, other.city, other.district, other.street] if other else _nearby(order)
        with _as_buyer(ctx, order_id):
            _note(ctx, order_id, "redirect", {"address": " ".join(dict.fromkeys(parts))}, flag="purple")
    return {"parcels": sorted(hit.parcels.values())}


def _nearby(order: Any) -> list[str]:
    return [order.province, order.city, order.district, f"{order.street}-1"]


def _wrong_item(ctx: Ctx, incident_id: int, hit: Hit) -> Told:
    """Something else than was ordered is in the carton; one that waits is packed and sent like that."""
    for order_id in hit.orders:
        row = newest(ctx, order_id)
        if row is None or row.state == "dropped":
            with as_warehouse(ctx):
                try:
                    parcel = send_automatically(ctx, order_id=order_id)
                except Refusal:
                    continue
            ctx.schedule("simulation.courier.take", due=ctx.mall_ms, axis="mall", consignment_id=parcel)
        ordered = lines_of(ctx, order_id)[0].variant_id
        other = _another(ctx, order_id, ordered)
        wrong_item(ctx, order_id, ordered_variant_id=ordered, packed_variant_id=other)
        words = {"ordered": _title(ctx, ordered), "packed": _title(ctx, other)}
        with as_warehouse(ctx):
            _note(ctx, order_id, "wrong_item", words)
    return {}


def _another(ctx: Ctx, order_id: int, variant_id: int) -> int:
    """Another choice of the same product, else another product's: what lies beside it on the shelf."""
    own = ctx.get(Variant, variant_id)
    beside = [v.id for v in ctx.rows(Variant, product_id=own.product_id, order_by="id") if v.id != variant_id]
    if not beside:
        beside = [v.id for v in ctx.rows(Variant, order_by="id", limit=40) if v.id != variant_id]
    return int(ctx.draw(f"order:{order_id}", "incident.wrong_item").pick(beside or [variant_id]))


def _title(ctx: Ctx, variant_id: int) -> str:
    variant = ctx.get(Variant, variant_id)
    choice = "/".join(str(value) for value in variant.options.values())
    return f"{ctx.get(Product, variant.product_id).title} {choice}".strip()


def _note(
    ctx: Ctx, order_id: int, code: str, words: dict[str, Any] | None = None, flag: str | None = None
) -> None:
    text = say(ctx.mall.language, "incidents", code, words)
    note_order(ctx, order_id=order_id, text=text[:LONGEST_NOTE], flag=flag)


@contextmanager
def _as_buyer(ctx: Ctx, order_id: int) -> Iterator[None]:
    before, ctx.actor = ctx.actor, f"shopper:{ctx.get(Order, order_id).shopper_id}"
    try:
        yield
    finally:
        ctx.actor = before


def _miscounted(ctx: Ctx, incident_id: int, hit: Hit) -> Told:
    """What is free of an article is not on the shelf; orders for it wait for a recount."""
    variant = ctx.get(Variant, hit.params["variant_id"])
    missing = variant.on_hand - variant.allocated
    with as_warehouse(ctx):
        if missing:
            move_stock(
                ctx, kind="write_off", units={variant.id: missing}, reference=f"stocktake:{incident_id}"
            )
        for order_id in hit.orders:
            hold_back(ctx, order_id)
            _note(ctx, order_id, "stocktake", {"item": _title(ctx, variant.id)})
    return {"missing": missing, "orders": hit.orders}


def _recounted(ctx: Ctx, params: Told) -> None:
    units = {params["variant_id"]: params["missing"]}
    with as_warehouse(ctx):
        if params["missing"]:
            move_stock(ctx, kind="receive", units=units, reference=f"stocktake:{params['variant_id']}")
        for order_id in params["orders"]:
            if ctx.get(Order, order_id).state in ("paid", "packing"):
                _note(ctx, order_id, "recounted", {"item": _title(ctx, params["variant_id"])})
                send_soon(ctx, order_id)


def _misprice(ctx: Ctx, incident_id: int, hit: Hit) -> Told:
    """A version with a decimal point in the wrong place prices this carrier's parcels from now on."""
    carrier = ctx.get(Carrier, hit.params["carrier_id"])
    found = table_of(ctx, carrier.code)
    if found is None:
        raise Refusal("incident_no_rate_table", carrier=carrier.code)
    right = document_of(found.index.table)
    wrong = {
        **right,
        "version": _free_version(ctx, right["code"]),
        "zones": [_slipped(z) for z in right["zones"]],
    }
    number = import_table(ctx, document=wrong, source=f"incident:{incident_id}")
    activate(ctx, rate_table_id=number)
    return {"right_id": found.id, "rate_table_id": number}


def _slipped(zone: dict[str, Any]) -> dict[str, Any]:
    changed: dict[str, Any] = {
        k: zone[k] // SLIP for k in ("first_cents", "step_cents", "min_cents") if k in zone
    }
    bands = [{**band, "cents": band["cents"] // SLIP} for band in zone.get("bands", ())]
    return {**zone, **changed, **({"bands": bands} if bands else {})}


def _free_version(ctx: Ctx, code: str) -> int:
    return 1 + max(int(row.version) for row in ctx.rows(RateTableRow, code=code))


def _corrected(ctx: Ctx, params: Told) -> None:
    kept = ctx.get(RateTableRow, params["right_id"])
    document = {**orjson.loads(kept.document), "version": _free_version(ctx, kept.code)}
    number = import_table(ctx, document=document, source="corrected")
    activate(ctx, rate_table_id=number)


EFFECTS: dict[str, Effect] = {
    "sorting_error": _missort,
    "lost": _scanned("lost"),
    "damaged": _scanned("damaged"),
    "wrong_item": _wrong_item,
    "address_problem": _scanned("address_problem"),
    "fake_delivery": _signed("door"),
    "locker_dispute": _signed("locker"),
    "station_drop": _signed("station"),
    "courier_rude": _rude,
    "rate_table_wrong": _misprice,
    "stocktake_difference": _miscounted,
    "customs_hold": _scanned("customs_hold"),
    "no_collection": _not_fetched,
    "parcel_refused": _refused,
    "redirect": _redirect,
}
ENDINGS: dict[str, Callable[[Ctx, Told], None]] = {
    "lost": _found,
    "no_collection": _fetched,
    "stocktake_difference": _recounted,
    "rate_table_wrong": _corrected,
}
