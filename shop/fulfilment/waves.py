"""Picking: orders chosen together, one walk along the shelves, every unit scanned."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from core.context import Ctx
from core.errors import IllegalTransition, Invalid, Refusal
from shop.fulfilment import bench, rules
from shop.fulfilment.events import UnitPicked, WaveMade
from shop.fulfilment.goods import articles, scanned_variant, units_by_order
from shop.fulfilment.models import BenchOrder, Wave
from shop.orders import service as orders
from shop.orders.models import Order


def make_wave(ctx: Ctx, order_ids: Sequence[int]) -> int:
    """Takes orders in hand to be picked together and returns the wave's id.

    Records WaveMade, and OrderPacking for each order that only was paid. Raises Invalid `wave_empty`,
    `wave_too_big`; Refusal `already_picked` for an order that is in a wave or at the bench; NotFound;
    IllegalTransition for one that is not to be sent.
    """
    numbers = list(dict.fromkeys(order_ids))
    if not numbers:
        raise Invalid("wave_empty")
    if len(numbers) > rules.MOST_ORDERS:
        raise Invalid("wave_too_big", limit=rules.MOST_ORDERS)
    for order_id in numbers:
        order = ctx.get(Order, order_id)
        if order.state not in rules.TO_SEND:
            raise IllegalTransition("order", state=order.state, action="pick", id=order_id)
        row = bench.newest(ctx, order_id)
        if row is not None and row.state in rules.OPEN:
            raise Refusal("already_picked", order_id=order_id, order_no=order.order_no)
        if order.state == "paid":
            orders.start_packing(ctx, order_id=order_id)
    wanted: Counter[int] = Counter()
    for units in units_by_order(ctx, numbers).values():
        wanted.update(units)
    places = articles(ctx, list(wanted))
    lines = [
        {"variant_id": number, "location": places[number].location, "wanted": count, "picked": 0}
        for number, count in sorted(wanted.items(), key=lambda item: (places[item[0]].location, item[0]))
    ]
    wave_id = ctx.insert(
        Wave,
        state="open",
        order_ids=numbers,
        lines=lines,
        made_by=ctx.actor,
        made_ms=ctx.mall_ms,
        picked_ms=None,
    )
    for order_id in numbers:
        bench.begin(ctx, order_id, wave_id=wave_id, state="to_pick")
    ctx.record(WaveMade(wave_id=wave_id, order_ids=numbers))
    return wave_id


def pick(ctx: Ctx, wave_id: int, code: str) -> dict[str, Any]:
    """Counts one unit into the trolley; with the last one the orders of the wave may be packed. Returns
    which unit it was.

    Records UnitPicked. Raises NotFound; IllegalTransition for a wave that is picked; Refusal `code_unknown`,
    `wrong_goods` (nobody in this wave ordered it) or `picked_too_many`.
    """
    wave = ctx.get(Wave, wave_id)
    if wave.state != "open":
        raise IllegalTransition("wave", state=wave.state, action="pick")
    variant = scanned_variant(ctx, code)
    lines = [dict(line) for line in wave.lines]
    line = next((one for one in lines if one["variant_id"] == variant.id), None)
    if line is None:
        raise Refusal("wrong_goods", sku=variant.code)
    if line["picked"] >= line["wanted"]:
        raise Refusal("picked_too_many", sku=variant.code, wanted=line["wanted"])
    line["picked"] += 1
    left = sum(one["wanted"] - one["picked"] for one in lines)
    ctx.update(Wave, wave_id, lines=lines)
    ctx.record(UnitPicked(wave_id=wave_id, variant_id=variant.id, left=left))
    if left == 0:
        ctx.update(Wave, wave_id, state="picked", picked_ms=ctx.mall_ms)
        for row in ctx.rows(BenchOrder, wave_id=wave_id, state="to_pick"):
            ctx.update(BenchOrder, row.id, state=rules.after(row.state, "finish_picking"))
    return {"variant_id": variant.id, "sku": variant.code, "left": left}
