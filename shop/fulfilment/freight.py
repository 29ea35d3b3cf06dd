"""Who could carry a parcel of an order, what it would cost and when it would be there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.context import Ctx
from core.errors import Invalid, Refusal
from core.wire import at
from logistics.carriers import queries as carriers
from logistics.consignments.queries import hub_of_province, usual_fee, usual_origin
from logistics.network import queries as network
from logistics.quotes.queries import ask, carrier_fee, parcel_of, place_of
from logistics.rates.values import FLAGS, Parcel, Priced, Refused
from logistics.rates.words import of_refusal


@dataclass(frozen=True, slots=True)
class Shipment:
    """What a carrier is asked about: pieces as they were packed, flags of the goods, where it goes."""

    pieces: tuple[Mapping[str, int], ...]
    flags: frozenset[str]
    province: str
    city: str

    def parcel(self) -> Parcel:
        return parcel_of(self.pieces, self.flags & set(FLAGS))


def shipment(
    packed: Sequence[Mapping[str, Any]], weight_g: int, flags: frozenset[str], to: Mapping[str, str]
) -> Shipment:
    """Packed pieces as a shipment. What the scales showed counts, shared out by what each should weigh."""
    whole = sum(piece["weight_g"] for piece in packed) or 1
    pieces = tuple(
        {
            "weight_g": weight_g * piece["weight_g"] // whole,
            "length_mm": piece["size_mm"][0],
            "width_mm": piece["size_mm"][1],
            "height_mm": piece["size_mm"][2],
        }
        for piece in packed
    )
    return Shipment(pieces, flags, to["province"], to["city"])


def way_of(ctx: Ctx, province: str) -> tuple[int, int]:
    """The hub where the shop's parcels begin their way, and the one that serves a province."""
    origin = usual_origin(ctx) or min(carriers.hubs(ctx))
    return origin, network.hub_of_province(ctx, province) or hub_of_province(ctx, province) or origin


def usual_carrier(ctx: Ctx, what: Shipment) -> int | None:
    """Who takes what nobody chose a carrier for: the first active one that does not refuse it, else the
    first active one.
    """
    found = offers(ctx, what)
    willing = [one["id"] for one in found if one["refusal"] is None]
    return next(iter([*willing, *(one["id"] for one in found)]), None)


def fee_of(ctx: Ctx, carrier_id: int, what: Shipment) -> int:
    """What a carrier takes for a shipment, in cents: by its rate table, or as usual when it has none.

    Raises Refusal `carrier_refuses` {reason}.
    """
    carrier = carriers.carriers(ctx)[carrier_id]
    try:
        to = place_of(what.province, what.city)
    except Invalid:
        to = None
    answer = carrier_fee(ctx, carrier=carrier.code, to=to, parcel=what.parcel()) if to is not None else None
    if isinstance(answer, Refused):
        raise Refusal("carrier_refuses", carrier=carrier.name, reason=answer.code)
    if isinstance(answer, Priced):
        return answer.fee_cents
    return usual_fee(ctx, carrier_id=carrier_id, dest_hub_id=way_of(ctx, what.province)[1])


def offers(ctx: Ctx, what: Shipment) -> list[dict[str, Any]]:
    """Every active carrier with its answer: {id, code, name, fee_cents, refusal, promised_at}; a fee or a
    refusal. Carriers without a rate table are asked what they usually take.
    """
    try:
        found = {
            quote.carrier_id: quote for quote in ask(ctx, what.parcel(), place_of(what.province, what.city))
        }
    except Invalid:
        found = {}
    return [
        {
            "id": number,
            "code": row.code,
            "name": row.name,
            **(_answered(found[number]) if number in found else _usual(ctx, number, what)),
        }
        for number, row in sorted(carriers.carriers(ctx).items())
        if row.active
    ]


def _answered(quote: Any) -> dict[str, Any]:
    promised = None if quote.promise is None else at(quote.promise.promised_ms)
    if isinstance(quote.answer, Refused):
        zh, en = of_refusal(quote.answer)
        return {
            "fee_cents": None,
            "refusal": {"code": quote.answer.code, "zh": zh, "en": en},
            "promised_at": None,
        }
    return {"fee_cents": quote.answer.fee_cents, "refusal": None, "promised_at": promised}


def _usual(ctx: Ctx, carrier_id: int, what: Shipment) -> dict[str, Any]:
    fee = usual_fee(ctx, carrier_id=carrier_id, dest_hub_id=way_of(ctx, what.province)[1])
    return {"fee_cents": fee, "refusal": None, "promised_at": None}
