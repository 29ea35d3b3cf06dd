"""The packing bench, order by order: scan, close the carton, weigh, label, print, hand over."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from core.context import Ctx
from core.errors import IllegalTransition, Invalid, Refusal
from logistics.packing import service as packing
from logistics.waybills import service as waybills
from shop.fulfilment import boxes, rules
from shop.fulfilment.events import (
    OrderUnpacked,
    ParcelWeighed,
    UnitPacked,
    WrongItemPacked,
)
from shop.fulfilment.goods import articles, scanned_variant
from shop.fulfilment.models import BenchOrder
from shop.orders import service as orders
from shop.orders.models import Order
from shop.orders.queries import lines_of

NOISE_PERMILLE = 6  # how far scales and catalogue are apart, one standard deviation


def newest(ctx: Ctx, order_id: int) -> Any:
    """The order's newest row in the bench's book, or None."""
    return ctx.row(BenchOrder, order_id=order_id, order_by="-id")


def begin(ctx: Ctx, order_id: int, *, wave_id: int | None, state: str) -> int:
    """Opens the order's row in the bench's book and returns its id."""
    return ctx.insert(
        BenchOrder,
        order_id=order_id,
        wave_id=wave_id,
        state=state,
        by=ctx.actor,
        scanned=[],
        wrong=[],
        pieces=1,
        expected_g=None,
        scale_g=None,
        weight_g=None,
        weight_reason=None,
        carrier_id=None,
        consignment_id=None,
        tracking_no=None,
        form={},
        fee_cents=None,
        prints=0,
        made_ms=ctx.mall_ms,
        packed_ms=None,
        weighed_ms=None,
        labelled_ms=None,
        shipped_ms=None,
    )


def at_bench(ctx: Ctx, order_id: int, action: str) -> tuple[Any, Any]:
    """(order, bench row) of an order that may be worked on; one kept after all is in packing again.

    Raises NotFound; IllegalTransition while the order is held, cancelled or gone; Refusal `not_picked`.
    """
    order = ctx.get(Order, order_id)
    if order.state not in rules.TO_SEND:
        raise IllegalTransition("order", state=order.state, action=action)
    row = newest(ctx, order_id)
    if row is None or row.state not in rules.OPEN:
        raise Refusal("not_picked")
    if order.state == "paid":
        orders.start_packing(ctx, order_id=order_id)
    return order, row


def scan(ctx: Ctx, order_id: int, code: str) -> dict[str, Any]:
    """Counts one unit into the order's carton; returns which it was and how many are left.

    Records UnitPacked. Raises Refusal `code_unknown`, `wrong_goods`, `packed_too_many`, `not_picked`;
    NotFound; IllegalTransition.
    """
    _, row = at_bench(ctx, order_id, "scan")
    rules.after(row.state, "scan")
    variant = scanned_variant(ctx, code)
    ordered, scanned = orders.units_of(ctx, order_id), _counted(row.scanned)
    if variant.id not in ordered:
        raise Refusal("wrong_goods", sku=variant.code)
    if scanned[variant.id] >= ordered[variant.id]:
        raise Refusal("packed_too_many", sku=variant.code, wanted=ordered[variant.id])
    scanned[variant.id] += 1
    ctx.update(BenchOrder, row.id, scanned=_listed(scanned))
    ctx.record(UnitPacked(order_id=order_id, variant_id=variant.id))
    left = sum(rules.missing(ordered, scanned).values())
    return {"variant_id": variant.id, "sku": variant.code, "left": left}


def pack(ctx: Ctx, order_id: int, parcels: Sequence[boxes.Parcel]) -> None:
    """Closes the carton (or cartons) with every unit in. Records logistics' ParcelPacked.

    Raises Refusal `units_missing` {left}, `packing_refused` {problems}, `not_picked`; Invalid
    `parcels_malformed`; NotFound; IllegalTransition.
    """
    order, row = at_bench(ctx, order_id, "pack")
    state = rules.after(row.state, "pack")
    left = rules.missing(orders.units_of(ctx, order_id), _counted(row.scanned))
    if left:
        raise Refusal("units_missing", left=sum(left.values()))
    made, lines = boxes.split(boxes.goods_of(ctx, order_id), parcels), lines_of(ctx, order_id)
    packing.pack(
        ctx,
        reference=f"order:{order_id}",
        shown=order.order_no,
        parcels=[
            {
                "goods": [
                    {
                        "ref": one.ref,
                        "size_mm": list(one.size_mm),
                        "weight_g": one.weight_g,
                        "flags": sorted(one.flags),
                    }
                    for one in goods
                ],
                "carton": choice.carton,
                "materials": dict(choice.materials),
                "note": boxes.note_of(lines),
            }
            for goods, choice in made
        ],
    )
    expected = sum(boxes.gross_g(ctx, goods, choice) for goods, choice in made)
    ctx.update(
        BenchOrder,
        row.id,
        state=state,
        by=ctx.actor,
        pieces=len(made),
        expected_g=expected,
        scale_g=_on_the_scales(ctx, row, expected),
        packed_ms=ctx.mall_ms,
    )


def unpack(ctx: Ctx, order_id: int) -> None:
    """Opens the carton again: every unit is scanned anew, weight and label are void. Records OrderUnpacked.

    Raises NotFound, IllegalTransition, Refusal `not_picked`.
    """
    _, row = at_bench(ctx, order_id, "unpack")
    ctx.update(
        BenchOrder,
        row.id,
        state=rules.after(row.state, "unpack"),
        scanned=[],
        wrong=[],
        expected_g=None,
        scale_g=None,
        packed_ms=None,
        **_NO_WEIGHT,
        **_NO_LABEL,
    )
    ctx.record(OrderUnpacked(order_id=order_id))


def weigh(ctx: Ctx, order_id: int, weight_g: int, reason: str = "") -> None:
    """Writes down what the parcel weighs. Records ParcelWeighed.

    Raises Refusal `weight_off` {weight_g, expected_g, tolerance_g} for a weight far off without a reason,
    `not_packed`, `not_picked`; Invalid `reason_too_long`; NotFound; IllegalTransition.
    """
    reason = _reason(reason)
    _, row = at_bench(ctx, order_id, "weigh")
    state = rules.after(row.state, "weigh")
    expected = row.expected_g or 0
    rules.check_weight(weight_g, expected, reason)
    ctx.update(
        BenchOrder,
        row.id,
        state=state,
        weight_g=weight_g,
        weight_reason=reason or None,
        weighed_ms=ctx.mall_ms,
    )
    ctx.record(ParcelWeighed(order_id=order_id, weight_g=weight_g, expected_g=expected, reason=reason))


def print_label(ctx: Ctx, order_id: int, size: str, reason: str = "") -> int:
    """A label of the order comes out of the printer; returns which copy it is. Records logistics'
    LabelsPrinted.

    Raises Refusal `waybill_missing` (or what is missing before it), `reprint_reason_missing` from the second
    copy on; Invalid `label_size_unknown`, `reason_too_long`; NotFound; IllegalTransition.
    """
    reason = _reason(reason)
    _, row = at_bench(ctx, order_id, "print")
    state = rules.after(row.state, "print")
    done = waybills.note_print(
        ctx,
        consignment_id=row.consignment_id,
        reference=f"order:{order_id}",
        tracking_no=row.tracking_no,
        size=size,
        reason=reason or None,
    )
    ctx.update(BenchOrder, row.id, state=state, prints=row.prints + 1)
    return int(done["copy"])


def wrong_item(ctx: Ctx, order_id: int, *, ordered_variant_id: int, packed_variant_id: int) -> None:
    """Something else than was ordered lies in the carton or has left in it, and the stock book does not know:
    the shelf has one unit too many of one and one too few of the other until somebody counts. Records
    WrongItemPacked. Raises NotFound; Invalid `variant_not_ordered`; Refusal `not_picked`.
    """
    row = newest(ctx, order_id)
    if row is None or row.state == "dropped":
        raise Refusal("not_picked")
    if ordered_variant_id not in orders.units_of(ctx, order_id):
        raise Invalid("variant_not_ordered")
    known = articles(ctx, [ordered_variant_id, packed_variant_id])
    changes: dict[str, Any] = {"wrong": [*row.wrong, [ordered_variant_id, packed_variant_id]]}
    if row.scale_g is not None:
        off = known[packed_variant_id].weight_g - known[ordered_variant_id].weight_g
        changes["scale_g"] = max(1, row.scale_g + off)
    ctx.update(BenchOrder, row.id, **changes)
    ctx.record(
        WrongItemPacked(
            order_id=order_id, ordered_variant_id=ordered_variant_id, packed_variant_id=packed_variant_id
        )
    )


def drop(ctx: Ctx, order_id: int) -> None:
    """The order will not be sent: what is in the carton goes back to its shelves."""
    row = newest(ctx, order_id)
    if row is not None and row.state in rules.OPEN:
        ctx.update(BenchOrder, row.id, state=rules.after(row.state, "drop"))


def void_label(ctx: Ctx, order_id: int) -> None:
    """The label of an order that was handed over is void: the closed carton lies on the bench again."""
    row = newest(ctx, order_id)
    if row is not None and row.state == "shipped":
        ctx.update(
            BenchOrder, row.id, state=rules.after(row.state, "void_label"), shipped_ms=None, **_NO_LABEL
        )


_NO_WEIGHT: Mapping[str, Any] = {"weight_g": None, "weight_reason": None, "weighed_ms": None}
_NO_LABEL: Mapping[str, Any] = {
    "carrier_id": None,
    "consignment_id": None,
    "tracking_no": None,
    "form": {},
    "fee_cents": None,
    "prints": 0,
    "labelled_ms": None,
}


def _on_the_scales(ctx: Ctx, row: Any, expected_g: int) -> int:
    """What the scales show: a catalogue weight is never quite what lies there."""
    off = ctx.draw(f"order:{row.order_id}", "scales").normal(0.0, NOISE_PERMILLE)
    return max(1, expected_g + round(expected_g * max(-15.0, min(15.0, off)) / 1000))


def _reason(reason: str) -> str:
    reason = reason.strip()
    if len(reason) > rules.LONGEST_REASON:
        raise Invalid("reason_too_long", limit=rules.LONGEST_REASON)
    return reason


def _counted(pairs: Sequence[Sequence[int]]) -> Counter[int]:
    return Counter({int(variant): int(count) for variant, count in pairs})


def _listed(units: Mapping[int, int]) -> list[list[int]]:
    return [[variant, count] for variant, count in sorted(units.items()) if count]
