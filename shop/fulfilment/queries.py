"""The warehouse as its pages show it: the queue, a wave, one order at the bench, what was handed over."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.context import Ctx
from core.errors import IllegalTransition, NotFound
from core.wire import at
from logistics.carriers import queries as carriers
from logistics.packing import queries as packed
from logistics.packing.values import Choice
from logistics.waybills.models import Manifest
from logistics.waybills.rules import segments
from shop.fulfilment import bench, boxes, freight, labels, rules
from shop.fulfilment.goods import articles, units_by_order
from shop.fulfilment.models import BenchOrder, Wave
from shop.orders.models import Order
from shop.orders.queries import lines_of, notes_of
from shop.shoppers.models import Shopper

PAGE = 60
HELD = "cancel_review"
NEVER = 1 << 53
DAY_MS = 24 * rules.HOUR_MS
SHEETS, MOST_HANDED_OVER = 50, 500


def kept_by(ctx: Ctx) -> str:
    """Who keeps the warehouse of this mall: automatic (unless said otherwise) or trainee."""
    return str(ctx.setting("warehouse", "automatic"))


def queue(ctx: Ctx, *, after: int | None = None) -> dict[str, Any]:
    """Orders to be sent, the earliest deadline first, those held for a wish to cancel among them.

    `counts`: how many there are in all, by step, late and soon. `waves`: those not picked yet.
    """
    rows = list(ctx.rows(Order, state=[*rules.TO_SEND, HELD]))
    rows.sort(key=lambda row: (row.dispatch_due_ms or NEVER, row.id))
    newest = {row.order_id: row for row in ctx.rows(BenchOrder, state=list(rules.OPEN), order_by="id")}
    items = [_queued(ctx, row, newest.get(row.id)) for row in rows]
    counts: dict[str, int] = {"all": len(items), "late": 0, "soon": 0}
    for item in items:
        counts[item["step"]] = counts.get(item["step"], 0) + 1
        if item["standing"] in ("late", "soon"):
            counts[item["standing"]] += 1
    numbers = [row.id for row in rows]
    start = numbers.index(after) + 1 if after in numbers else 0
    page = items[start : start + PAGE]
    _fill(ctx, page, rows[start : start + PAGE])
    return {
        "by": kept_by(ctx),
        "now_at": at(ctx.mall_ms),
        "counts": counts,
        "items": page,
        "next": page[-1]["id"] if start + PAGE < len(items) else None,
        "waves": [
            {
                "id": wave.id,
                "orders": len(wave.order_ids),
                "wanted": sum(line["wanted"] for line in wave.lines),
                "picked": sum(line["picked"] for line in wave.lines),
                "made_at": at(wave.made_ms),
            }
            for wave in ctx.rows(Wave, state="open", order_by="id")
        ],
    }


def _queued(ctx: Ctx, row: Any, at_bench: Any) -> dict[str, Any]:
    due = rules.deadline(row.dispatch_due_ms, ctx.mall_ms)
    return {
        "id": row.id,
        "order_no": row.order_no,
        "state": row.state,
        "step": "held" if row.state == HELD else "waiting" if at_bench is None else at_bench.state,
        "wave_id": None if at_bench is None else at_bench.wave_id,
        "paid_at": at(row.paid_ms),
        "due_at": at(due.due_ms),
        "standing": due.standing,
        "promised_at": at(row.promised_ms),
        "province": row.province,
        "city": row.city,
        "flag": row.seller_flag,
        "buyer_note": row.buyer_note,
    }


def _fill(ctx: Ctx, items: Sequence[dict[str, Any]], rows: Sequence[Any]) -> None:
    """Adds what is read for the page only: the shopper and the goods."""
    units = units_by_order(ctx, [row.id for row in rows])
    known = articles(ctx, sorted({number for own in units.values() for number in own}))
    nicks = {
        row.id: row.nick
        for row in (ctx.rows(Shopper, id=sorted({row.shopper_id for row in rows})) if rows else ())
    }
    for item, row in zip(items, rows, strict=True):
        own = [known[number] for number in units[row.id]]
        item["shopper_nick"] = nicks.get(row.shopper_id, "")
        item["units"] = sum(units[row.id].values())
        item["title"] = own[0].title if own else ""
        item["picture"] = own[0].picture if own else None
        item["flags"] = sorted({flag for one in own for flag in one.flags})


def wave_view(ctx: Ctx, *, wave_id: int) -> dict[str, Any]:
    """A wave with its pick list in the order of the walk. Raises NotFound."""
    wave = ctx.get(Wave, wave_id)
    known = articles(ctx, [line["variant_id"] for line in wave.lines])
    orders = ctx.rows(Order, id=list(wave.order_ids), order_by="id")
    rows = {row.order_id: row for row in ctx.rows(BenchOrder, wave_id=wave_id, order_by="id")}
    return {
        "id": wave.id,
        "state": wave.state,
        "made_at": at(wave.made_ms),
        "picked_at": at(wave.picked_ms),
        "lines": [
            {**known[line["variant_id"]].wire(), "wanted": line["wanted"], "picked": line["picked"]}
            for line in wave.lines
        ],
        "orders": [
            {
                "id": row.id,
                "order_no": row.order_no,
                "state": row.state,
                "step": "held" if row.state == HELD else rows[row.id].state if row.id in rows else "waiting",
            }
            for row in orders
        ],
    }


def bench_view(ctx: Ctx, *, order_id: int) -> dict[str, Any]:
    """Everything about one order at the bench. A suggestion comes when all goods are in and the carton is
    still open. Raises NotFound.
    """
    order, row = ctx.get(Order, order_id), bench.newest(ctx, order_id)
    if row is not None and row.state == "dropped":
        row = None
    lines = lines_of(ctx, order_id)
    known = articles(ctx, [line.variant_id for line in lines])
    counted = {} if row is None else {int(v): int(n) for v, n in row.scanned}
    due = rules.deadline(order.dispatch_due_ms, ctx.mall_ms)
    units: dict[int, list[int]] = {}
    for line in lines:
        units.setdefault(line.variant_id, []).append(line.id)
    wanted = sorted(units, key=lambda number: (known[number].location, number))
    return {
        "id": order.id,
        "order_no": order.order_no,
        "state": order.state,
        "step": "held" if order.state == HELD else "waiting" if row is None else row.state,
        "wave_id": None if row is None else row.wave_id,
        "shopper_nick": ctx.get(Shopper, order.shopper_id).nick,
        "due_at": at(due.due_ms),
        "standing": due.standing,
        "promised_at": at(order.promised_ms),
        "buyer_note": order.buyer_note,
        "flag": order.seller_flag,
        "notes": notes_of(ctx, order_id),
        "lines": [
            {
                **known[number].wire(),
                "line_ids": units[number],
                "wanted": len(units[number]),
                "scanned": counted.get(number, 0),
            }
            for number in wanted
        ],
        "flags": sorted({flag for number in wanted for flag in known[number].flags}),
        "suggestion": boxes.suggested(ctx, order_id)
        if row is not None
        and row.state == "picked"
        and all(counted.get(number, 0) == len(units[number]) for number in units)
        else None,
        "parcels": [] if row is None or row.packed_ms is None else _packed(ctx, order_id),
        "expected_g": None if row is None else row.expected_g,
        "scale_g": None if row is None else row.scale_g,
        "tolerance_g": None if row is None or row.expected_g is None else rules.tolerance_g(row.expected_g),
        "weight_g": None if row is None else row.weight_g,
        "weight_reason": None if row is None else row.weight_reason,
        "waybill": None if row is None or row.tracking_no is None else _waybill(ctx, row),
    }


def _packed(ctx: Ctx, order_id: int) -> list[dict[str, Any]]:
    return [
        {
            "carton": piece["carton"],
            "materials": dict(piece["materials"]),
            "weight_g": piece["weight_g"],
            "size_mm": list(piece["size_mm"]),
            "cost_cents": piece["cost_cents"],
            "permille": piece["damage_permille"],
        }
        for piece in packed.packings(ctx, f"order:{order_id}")
    ]


def _waybill(ctx: Ctx, row: Any) -> dict[str, Any]:
    to = row.form
    hub = carriers.hub(ctx, freight.way_of(ctx, to["province"])[1])
    return {
        "carrier_name": carriers.carriers(ctx)[row.carrier_id].name,
        "routing": list(segments(hub.code, to["city"], to["district"], to["street"])),
        "consignment_id": row.consignment_id,
        "tracking_no": row.tracking_no,
        "carrier_id": row.carrier_id,
        "fee_cents": row.fee_cents,
        "receiver": dict(row.form),
        "prints": row.prints,
        "made_at": at(row.labelled_ms),
    }


def choice_view(
    ctx: Ctx, *, order_id: int, carton: str, materials: Mapping[str, int], lines: Sequence[int] = ()
) -> dict[str, Any]:
    """What the packing rules say about a carton before it is closed, for all goods of an order or some lines.

    Raises NotFound.
    """
    ctx.get(Order, order_id)
    goods = boxes.goods_of(ctx, order_id)
    if lines:
        goods = [one for one in goods if int(one.ref.partition(":")[2]) in lines]
    return boxes.judged(ctx, goods, Choice(carton, dict(materials)))


def waybill_view(ctx: Ctx, *, order_id: int) -> dict[str, Any]:
    """The waybill's form as it is filled in before anybody changes it, with who could carry the parcel.

    Raises NotFound; IllegalTransition before the parcel was weighed.
    """
    order, row = ctx.get(Order, order_id), bench.newest(ctx, order_id)
    if row is None or row.state not in ("weighed", "labelled"):
        step = "waiting" if row is None else row.state
        raise IllegalTransition("bench_order", state=step, action="label")
    receiver = dict(row.form) or labels.receiver_of(order)
    what = labels.shipment_of(ctx, order_id, row, receiver)
    chosen = row.carrier_id or freight.usual_carrier(ctx, what)
    if chosen is None:
        raise NotFound("carrier")
    return {
        "order_id": order_id,
        "receiver": receiver,
        "carrier_id": chosen,
        "carriers": freight.offers(ctx, what),
        "weight_g": row.weight_g,
        "pieces": row.pieces,
        "problems": labels.problems_of(ctx, order, row, carrier_id=chosen, receiver=receiver),
    }


def handover(ctx: Ctx) -> dict[str, Any]:
    """What was handed over in the last day and stands on no manifest yet, by carrier."""
    listed = {
        line["consignment_id"]
        for sheet in ctx.rows(Manifest, order_by="-id", limit=SHEETS)
        for line in sheet.lines
    }
    rows = [
        row
        for row in ctx.rows(BenchOrder, state="shipped", order_by="-id", limit=MOST_HANDED_OVER)
        if row.shipped_ms is not None
        and ctx.mall_ms - row.shipped_ms <= DAY_MS
        and row.consignment_id not in listed
    ]
    numbers = (
        {row.id: row.order_no for row in ctx.rows(Order, id=[row.order_id for row in rows])} if rows else {}
    )
    return {
        "carriers": [
            {
                "id": number,
                "code": carrier.code,
                "name": carrier.name,
                "parcels": [
                    {
                        "consignment_id": row.consignment_id,
                        "tracking_no": row.tracking_no,
                        "order_no": numbers[row.order_id],
                        "city": row.form["city"],
                        "weight_g": row.weight_g,
                        "fee_cents": row.fee_cents,
                        "shipped_at": at(row.shipped_ms),
                    }
                    for row in reversed(rows)
                    if row.carrier_id == number
                ],
            }
            for number, carrier in sorted(carriers.carriers(ctx).items())
        ]
    }
