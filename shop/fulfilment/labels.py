"""The waybill of an order: its form, the checks, the number it gets."""

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from core.context import Ctx
from core.errors import Invalid, NotFound, Refusal
from core.money import split_by_shares
from logistics.carriers import queries as carriers
from logistics.consignments.service import create_consignment, reserve_number
from logistics.packing import queries as packed
from logistics.pieces.service import add_pieces
from logistics.waybills import rules as waybills
from logistics.waybills.queries import local_time, sender
from logistics.waybills.terms import terms_of
from logistics.waybills.values import Form, Label, Party
from shop.fulfilment import bench, boxes, freight, rules
from shop.fulfilment.events import WaybillMade
from shop.fulfilment.models import BenchOrder
from shop.orders.models import Order
from shop.orders.queries import lines_of

RECEIVER = ("name", "phone", "province", "city", "district", "street")
LONGEST = 200


def receiver_of(order: Any) -> dict[str, str]:
    """Where the order goes, as its waybill's form is filled in before anybody changes it."""
    return {
        "name": order.addressee,
        "phone": order.phone,
        "province": order.province,
        "city": order.city,
        "district": order.district,
        "street": order.street,
    }


def shipment_of(ctx: Ctx, order_id: int, row: Any, to: Mapping[str, str]) -> freight.Shipment:
    """The closed cartons of an order as a carrier is asked about them."""
    flags = frozenset(flag for one in boxes.goods_of(ctx, order_id) for flag in one.flags)
    pieces = packed.packings(ctx, f"order:{order_id}")
    return freight.shipment(pieces, row.weight_g or row.expected_g or 0, flags, to)


def problems_of(
    ctx: Ctx, order: Any, row: Any, *, carrier_id: int, receiver: Mapping[str, str]
) -> list[dict[str, Any]]:
    """What is wrong with a waybill form, field by field: [{field, code, params}]."""
    pieces = packed.packings(ctx, f"order:{order.id}")
    form = Form(
        sender=sender(ctx.mall.language),
        receiver=Party(**{name: receiver[name] for name in RECEIVER}),
        goods_note=boxes.note_of(lines_of(ctx, order.id)),
        weight_g=row.weight_g or row.expected_g or 0,
        size_mm=max((tuple(piece["size_mm"]) for piece in pieces), default=(0, 0, 0)),
        pieces=row.pieces,
        flags=frozenset(flag for one in boxes.goods_of(ctx, order.id) for flag in one.flags),
        insured_cents=0,
    )
    terms = terms_of(ctx, carrier_id=carrier_id, province=receiver["province"], city=receiver["city"])
    found = waybills.check_form(form, terms)
    return [{"field": one.field, "code": one.code, "params": dict(one.params)} for one in found]


def label(
    ctx: Ctx, order_id: int, *, carrier_id: int | None, receiver: Mapping[str, str] | None = None
) -> str:
    """Makes the waybill and returns its tracking number. Without a carrier the usual one takes it, without a
    receiver it goes where the order says. Records WaybillMade.

    A second waybill before dispatch makes the first void. Raises Refusal `waybill_form_wrong` {problems},
    `carrier_refuses` {carrier, reason}, `not_weighed` (or what is missing before it); Invalid
    `waybill_form_incomplete`; NotFound; IllegalTransition.
    """
    order, row = bench.at_bench(ctx, order_id, "label")
    state = rules.after(row.state, "label")
    to = {name: str(value).strip()[:LONGEST] for name, value in (receiver or receiver_of(order)).items()}
    if set(to) != set(RECEIVER):
        raise Invalid("waybill_form_incomplete", fields=sorted(set(RECEIVER) - set(to)))
    what = shipment_of(ctx, order_id, row, to)
    carrier_id = freight.usual_carrier(ctx, what) if carrier_id is None else carrier_id
    if carrier_id is None or carrier_id not in carriers.carriers(ctx):
        raise NotFound("carrier", id=carrier_id)
    problems = problems_of(ctx, order, row, carrier_id=carrier_id, receiver=to)
    if problems:
        raise Refusal("waybill_form_wrong", problems=problems)
    fee = freight.fee_of(ctx, carrier_id, what)
    number, tracking_no = reserve_number(ctx, carrier_id=carrier_id)
    ctx.update(
        BenchOrder,
        row.id,
        state=state,
        carrier_id=carrier_id,
        consignment_id=number,
        tracking_no=tracking_no,
        form=to,
        fee_cents=fee,
        prints=0,
        labelled_ms=ctx.mall_ms,
    )
    ctx.record(WaybillMade(order_id=order_id, carrier_id=carrier_id, tracking_no=tracking_no, fee_cents=fee))
    return tracking_no


def hand_over(ctx: Ctx, order_id: int) -> int:
    """The parcel goes to the carrier: it exists from now on, and the order is shipped. Returns its id.

    Records logistics' ParcelScanned `label_created` and what follows from it (OrderDispatched). Raises
    Refusal `not_picked`, `not_packed`, `not_weighed`, `waybill_missing`, `label_not_printed`; NotFound;
    IllegalTransition while the order is held, or when it has left.
    """
    _, row = bench.at_bench(ctx, order_id, "ship")
    state = rules.after(row.state, "ship")
    if not row.prints:
        raise Refusal("label_not_printed")
    to = row.form
    origin, destination = freight.way_of(ctx, to["province"])
    ctx.update(BenchOrder, row.id, state=state, shipped_ms=ctx.mall_ms)
    consignment_id = create_consignment(
        ctx,
        reference=f"order:{order_id}",
        carrier_id=row.carrier_id,
        addressee=to["name"],
        phone=to["phone"],
        province=to["province"],
        city=to["city"],
        district=to["district"],
        street=to["street"],
        weight_g=row.weight_g,
        fee_cents=row.fee_cents,
        origin_hub_id=origin,
        dest_hub_id=destination,
        pieces=row.pieces,
        reserved=(row.consignment_id, row.tracking_no),
    )
    if row.pieces > 1:
        add_pieces(ctx, consignment_id=consignment_id, weights_g=_weights(ctx, order_id, row.weight_g))
    return consignment_id


def labels_of(ctx: Ctx, *, order_ids: Sequence[int]) -> list[Label]:
    """The labels of these orders as they are printed, a page a piece; names and phones masked.

    Raises NotFound; Refusal `waybill_missing` for an order without a number.
    """
    home = sender(ctx.mall.language)
    known, stations = carriers.carriers(ctx), carriers.hubs(ctx)
    made: list[Label] = []
    for order_id in dict.fromkeys(order_ids):
        order, row = ctx.get(Order, order_id), bench.newest(ctx, order_id)
        if row is None or row.tracking_no is None:
            raise Refusal("waybill_missing", order_id=order_id)
        carrier, to = known[row.carrier_id], Party(**row.form)
        hub = stations[freight.way_of(ctx, to.province)[1]]
        pieces = packed.packings(ctx, f"order:{order_id}")
        made += [
            Label(
                tracking_no=row.tracking_no,
                carrier_code=carrier.code,
                carrier_name=carrier.name,
                hotline=carrier.hotline,
                segments=waybills.segments(hub.code, to.city, to.district, to.street),
                hub_name=hub.name,
                sender=Party(home.name, waybills.mask_phone(home.phone), *_region(home)),
                receiver=waybills.masked(to),
                goods_note=piece["note"],
                reference=order.order_no,
                weight_g=row.weight_g if len(pieces) == 1 else piece["weight_g"],
                printed_at=local_time(ctx.mall_ms, ZoneInfo(ctx.mall.zone)),
                piece=number,
                pieces=len(pieces),
                marks=tuple(piece["marks"]),
                copy=max(1, row.prints),
            )
            for number, piece in enumerate(pieces, start=1)
        ]
    return made


def _weights(ctx: Ctx, order_id: int, weight_g: int) -> list[int]:
    """What the scales showed for all cartons, shared out by what each should weigh."""
    should = [piece["weight_g"] for piece in packed.packings(ctx, f"order:{order_id}")]
    return [max(1, part) for part in split_by_shares(weight_g, should)]


def _region(party: Party) -> tuple[str, str, str, str]:
    return party.province, party.city, party.district, party.street
