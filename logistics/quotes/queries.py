"""What a shipment would cost by each carrier and when it would arrive."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from core.context import Ctx
from core.errors import Invalid
from core.wire import at
from logistics.quotes.roads import origin_of, road
from logistics.quotes.rules import Promise, promise
from logistics.rates.queries import Active, table_by_code, table_of, tables_at
from logistics.rates.regions import province_code
from logistics.rates.rules import price
from logistics.rates.values import FLAGS, Parcel, Piece, Place, Priced, Refused
from logistics.rates.words import of_refusal, wire_steps

CARRIERS = "SELECT id, code, name FROM carriers WHERE mall_id = ? AND active = ? ORDER BY id"
SHOP_TABLE = "SHOP"
MOST_PIECES = 200
MOST_GRAMS, MOST_MM, MOST_CENTS = 1_000_000, 10_000, 10_000_000_000
_SIDES = ("length_mm", "width_mm", "height_mm")


class Quote(NamedTuple):
    """One carrier's answer. `promise` is None when nothing is promised; `excluded`: never to this place."""

    carrier_id: int
    carrier: str
    name: str
    table: Active
    answer: Priced | Refused
    promise: Promise | None
    excluded: bool


def place_of(province: str, city: str = "", postcode: str = "") -> Place:
    """The place an address names. Raises Invalid `province_unknown`."""
    code = province_code(province)
    if code is None:
        raise Invalid("province_unknown")
    return Place(code, city, postcode)


def parcel_of(
    pieces: Sequence[Mapping[str, int]],
    flags: Iterable[str] = (),
    insured_cents: int = 0,
    goods_cents: int = 0,
) -> Parcel:
    """A shipment of plain values: pieces of weight_g and, if known, length_mm, width_mm, height_mm. Raises
    Invalid `pieces_wrong`, `flag_unknown`, `amount_wrong`."""
    flags = frozenset(flags)
    if not flags <= set(FLAGS):
        raise Invalid("flag_unknown", known=list(FLAGS))
    if not 0 < len(pieces) <= MOST_PIECES:
        raise Invalid("pieces_wrong", most=MOST_PIECES)
    if not (0 <= insured_cents <= MOST_CENTS and 0 <= goods_cents <= MOST_CENTS):
        raise Invalid("amount_wrong")
    made = []
    for piece in pieces:
        length, width, height = (piece.get(side, 0) for side in _SIDES)
        if not 0 <= piece["weight_g"] <= MOST_GRAMS or not all(
            0 <= s <= MOST_MM for s in (length, width, height)
        ):
            raise Invalid("pieces_wrong", most=MOST_PIECES)
        made.append(Piece(piece["weight_g"], (length, width, height)))
    return Parcel(tuple(made), flags, insured_cents, goods_cents)


def ask(ctx: Ctx, parcel: Parcel, to: Place) -> list[Quote]:
    """Every active carrier that has a table now, in the order of their ids. The promise counts from now."""
    origin, tables = origin_of(ctx), {table.carrier: table for table in tables_at(ctx)}
    here = None if origin is None else origin.place
    found = []
    for number, code, name in ctx.driver.all(CARRIERS, (ctx.mall_id, True)):
        table = tables.get(code)
        if table is None:
            continue
        index = table.index
        answer = price(index, parcel, to=to, origin=here)
        promised, excluded = None, not index.excluded.everywhere and index.excluded.name(to)
        if isinstance(answer, Priced) and not excluded:
            way = road(ctx, number, origin, to, index.zones[answer.zone])
            promised = promise(index.table.service, ctx.mall_ms, ctx.mall.zone, way)
        found.append(Quote(number, code, name, table, answer, promised, excluded))
    return found


def quotes(
    ctx: Ctx,
    *,
    province: str,
    city: str = "",
    postcode: str = "",
    pieces: Sequence[Mapping[str, int]],
    flags: Sequence[str] = (),
    insured_cents: int = 0,
    goods_cents: int = 0,
) -> dict[str, Any]:
    """What each carrier would charge and when it would be there, with the steps in both languages.

    Raises Invalid `province_unknown`, `pieces_wrong`, `flag_unknown`, `amount_wrong`.
    """
    parcel = parcel_of(pieces, flags, insured_cents, goods_cents)
    found = ask(ctx, parcel, place_of(province, city, postcode))
    return {"items": [wire_of(quote) for quote in found], **_best(found)}


def wire_of(quote: Quote) -> dict[str, Any]:
    """A quote as it is sent."""
    answer, table = quote.answer, quote.table
    wire: dict[str, Any] = {
        "carrier": {"id": quote.carrier_id, "code": quote.carrier, "name": quote.name},
        "table": {"id": table.id, "code": table.code, "version": table.version},
        "zone": None,
        "fee_cents": None,
        "chargeable_g": None,
        "refusal": None,
        "steps": [],
        "promised_at": None,
        "days": None,
        "unpromised": None,
    }
    if isinstance(answer, Refused):
        zh, en = of_refusal(answer)
        wire["refusal"] = {"code": answer.code, "params": answer.params, "zh": zh, "en": en}
        return wire
    wire |= {"zone": answer.zone, "fee_cents": answer.fee_cents, "chargeable_g": answer.chargeable_g}
    wire["steps"] = wire_steps(answer.steps)
    if quote.promise is not None:
        wire |= {"promised_at": at(quote.promise.promised_ms), "days": quote.promise.days}
    else:
        wire["unpromised"] = "excluded_area" if quote.excluded else "road_unknown"
    return wire


def _best(found: Sequence[Quote]) -> dict[str, str | None]:
    """The carriers that are cheapest and fastest; of equals the one with the smaller id."""
    priced = [(q.answer.fee_cents, q.carrier) for q in found if isinstance(q.answer, Priced)]
    promised = [(q.promise.promised_ms, q.carrier) for q in found if q.promise is not None]
    return {
        "cheapest": min(priced, key=lambda pair: pair[0])[1] if priced else None,
        "fastest": min(promised, key=lambda pair: pair[0])[1] if promised else None,
    }


def carrier_fee(ctx: Ctx, *, carrier: str, to: Place, parcel: Parcel) -> Priced | Refused | None:
    """What one carrier charges now; None when it has no table."""
    table, origin = table_of(ctx, carrier), origin_of(ctx)
    if table is None:
        return None
    return price(table.index, parcel, to=to, origin=None if origin is None else origin.place)


def freight(
    ctx: Ctx,
    *,
    province: str,
    city: str = "",
    postcode: str = "",
    goods_cents: int,
    pieces: Sequence[Mapping[str, int]],
    flags: Sequence[str] = (),
) -> dict[str, Any]:
    """What the buyer pays by the shop's own table, how much is missing to free shipping, and between which
    days the carriers would be there: for checkout and the order page.

    `fee_cents` and the days are None where nobody goes. Raises Invalid like `quotes`.
    """
    to, parcel = place_of(province, city, postcode), parcel_of(pieces, flags, 0, goods_cents)
    table, found = table_by_code(ctx, SHOP_TABLE), ask(ctx, parcel, to)
    answer = price(table.index, parcel, to=to) if table is not None else Refused("no_zone", {})
    promised = sorted(quote.promise.promised_ms for quote in found if quote.promise is not None)
    wire: dict[str, Any] = {
        "fee_cents": None,
        "steps": [],
        "refusal": None,
        "missing_cents": None,
        "earliest_at": at(promised[0]) if promised else None,
        "latest_at": at(promised[-1]) if promised else None,
    }
    if isinstance(answer, Refused):
        zh, en = of_refusal(answer)
        wire["refusal"] = {"code": answer.code, "params": answer.params, "zh": zh, "en": en}
    elif table is not None:
        wire |= {"fee_cents": answer.fee_cents, "steps": wire_steps(answer.steps)}
        from_cents = [
            free.from_cents for free in table.index.table.free if not free.zones or answer.zone in free.zones
        ]
        if answer.fee_cents and from_cents:
            wire["missing_cents"] = min(from_cents) - goods_cents
    return wire
