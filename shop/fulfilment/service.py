"""The warehouse's verbs: pack, print the label, hand over."""

from typing import Any

from core.context import Ctx
from core.errors import IllegalTransition
from logistics.consignments.queries import on_the_road
from logistics.consignments.service import watch_all
from logistics.waybills.values import SIZES
from shop.fulfilment import bench, boxes, labels, rules
from shop.fulfilment.models import BenchOrder
from shop.orders import service as orders
from shop.orders.models import Order
from shop.orders.rules import after

BY_THE_SCALES = "as the scales show"


def start_packing(ctx: Ctx, *, order_id: int) -> None:
    """The warehouse takes an order in hand. Records OrderPacking. Raises IllegalTransition."""
    orders.start_packing(ctx, order_id=order_id)


def send_automatically(ctx: Ctx, *, order_id: int, carrier_id: int | None = None) -> int:
    """Does at once what is left to be done at the bench, as the rules suggest, and returns the consignment's
    id: picked, packed as suggested, weighed, labelled, printed, handed over.

    Without a carrier the first active one takes it. What somebody did before stays. Records what each step
    records, at last ParcelScanned `label_created` and OrderDispatched. Raises IllegalTransition, for
    example while a wish to cancel is under review; Refusal `packing_refused`, `waybill_form_wrong`.
    """
    order = ctx.get(Order, order_id)
    after(order.state, "ship")
    row = bench.newest(ctx, order_id)
    if row is None or row.state not in rules.OPEN:
        bench.begin(ctx, order_id, wave_id=None, state="picked")
    elif row.state == "to_pick":
        ctx.update(BenchOrder, row.id, state="picked")
    row = bench.newest(ctx, order_id)
    if row.state == "picked":
        units = orders.units_of(ctx, order_id)
        ctx.update(BenchOrder, row.id, scanned=[[v, n] for v, n in sorted(units.items())])
        bench.pack(ctx, order_id, boxes.suggested(ctx, order_id)["parcels"])
        row = bench.newest(ctx, order_id)
    if row.state == "packed":
        bench.weigh(ctx, order_id, row.scale_g, "" if _near(row) else BY_THE_SCALES)
        row = bench.newest(ctx, order_id)
    if row.state == "weighed":
        labels.label(ctx, order_id, carrier_id=carrier_id)
        row = bench.newest(ctx, order_id)
    if row.state != "labelled":
        raise IllegalTransition("bench_order", state=row.state, action="ship")
    if not row.prints:
        bench.print_label(ctx, order_id, SIZES[0])
    return labels.hand_over(ctx, order_id)


def dispatch(ctx: Ctx, *, order_id: int, carrier_id: int | None = None) -> int:
    """Packs, labels and hands over all goods of an order, and returns the consignment's id: see
    `send_automatically`.
    """
    return send_automatically(ctx, order_id=order_id, carrier_id=carrier_id)


def _near(row: Any) -> bool:
    return bool(abs(row.scale_g - row.expected_g) <= rules.tolerance_g(row.expected_g))


def wind_clocks(ctx: Ctx) -> int:
    """Sets every clock that was running when a mall opened (unpaid, delivered, parcels on the road); how
    many.
    """
    return orders.wind_clocks(ctx) + watch_all(ctx, on_the_road(ctx))
