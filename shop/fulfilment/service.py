"""The warehouse's verbs: pack, print the label, hand over."""

from core.context import Ctx
from core.errors import NotFound
from logistics.carriers import queries as carriers
from logistics.consignments.queries import hub_of_province, on_the_road, usual_fee, usual_origin
from logistics.consignments.service import create_consignment, watch_all
from shop.catalog.queries import weight_of
from shop.orders import service as orders
from shop.orders.models import Order
from shop.orders.rules import after

PACKING_G = 120


def start_packing(ctx: Ctx, *, order_id: int) -> None:
    """The warehouse takes an order in hand. Records OrderPacking. Raises IllegalTransition."""
    orders.start_packing(ctx, order_id=order_id)


def dispatch(ctx: Ctx, *, order_id: int, carrier_id: int | None = None) -> int:
    """Prints the label for all goods of an order and returns the consignment's id.

    Without a carrier the first active one takes it. The order becomes shipped by the scan of the label.
    Records ParcelScanned `label_created`, OrderDispatched. Raises IllegalTransition, for example while a
    wish to cancel is under review.
    """
    order = ctx.get(Order, order_id)
    after(order.state, "ship")
    known = carriers.carriers(ctx)
    if carrier_id is None:
        carrier_id = next((number for number, row in sorted(known.items()) if row.active), None)
    if carrier_id is None or carrier_id not in known:
        raise NotFound("carrier", id=carrier_id)
    origin = usual_origin(ctx) or min(carriers.hubs(ctx))
    destination = hub_of_province(ctx, order.province) or origin
    return create_consignment(
        ctx,
        reference=f"order:{order_id}",
        carrier_id=carrier_id,
        addressee=order.addressee,
        phone=order.phone,
        province=order.province,
        city=order.city,
        district=order.district,
        street=order.street,
        weight_g=weight_of(ctx, orders.units_of(ctx, order_id)) + PACKING_G,
        fee_cents=usual_fee(ctx, carrier_id=carrier_id, dest_hub_id=destination),
        origin_hub_id=origin,
        dest_hub_id=destination,
    )


def wind_clocks(ctx: Ctx) -> int:
    """Sets every clock that was running when a mall opened (unpaid, delivered, parcels on the road); how
    many.
    """
    return orders.wind_clocks(ctx) + watch_all(ctx, on_the_road(ctx))
