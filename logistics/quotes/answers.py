"""The answer to "what would it cost by each carrier" as bytes, byte for byte what `queries.quotes` says.

A desk asks this at every keystroke, so what does not depend on the parcel is prepared (`market`), carriers
that weigh alike share the steps to the weight, and the steps after it are kept per table, zone and weight. A
table never changes: another version is another table.
"""

from collections.abc import Mapping, Sequence

import orjson

from core.context import Ctx
from logistics.quotes.market import MOST_FEES, Lost, Way, market_of
from logistics.quotes.queries import Quote, parcel_of, place_of, wire_of
from logistics.rates.rules import charge, fee_of, refusal, weigh
from logistics.rates.values import Parcel, Place
from logistics.rates.words import steps_json


def quotes_json(
    ctx: Ctx,
    *,
    province: str,
    city: str = "",
    postcode: str = "",
    pieces: Sequence[Mapping[str, int]],
    flags: Sequence[str] = (),
    insured_cents: int = 0,
) -> bytes:
    """`queries.quotes` as it is sent. Raises Invalid like it."""
    parcel, to = parcel_of(pieces, flags, insured_cents), place_of(province, city, postcode)
    scales = _Scales(parcel)
    items, cheapest, fastest = list[bytes](), None, None
    least_fee = least_evening = 0
    for way in market_of(ctx).to(ctx, to):
        if isinstance(way, Lost):
            items.append(way.answer)
            continue
        if not scales.passes(way):
            refused = refusal(way.table.index, way.zone, parcel)
            if refused is not None:
                wire = wire_of(Quote(*way.carrier, way.table, refused, None, way.excluded))
                items.append(orjson.dumps(wire))
                continue
        fee, body = scales.priced(way, to)
        items.append(body)
        if cheapest is None or fee < least_fee:
            cheapest, least_fee = way.carrier[1], fee
        evening = way.evening_ms
        if evening is not None and (fastest is None or evening < least_evening):
            fastest, least_evening = way.carrier[1], evening
    best = orjson.dumps(cheapest), orjson.dumps(fastest)
    return b'{"items":[%b],"cheapest":%b,"fastest":%b}' % (b",".join(items), *best)


class _Scales:
    """One parcel, weighed once per divisor and rounded once per rule."""

    def __init__(self, parcel: Parcel) -> None:
        self.parcel = parcel
        self.weighed: dict[int, tuple[int, bytes]] = {}
        self.charged: dict[tuple[object, ...], tuple[int, bytes]] = {}
        pieces = parcel.pieces
        self.weight, self.lightest = max(p.weight_g for p in pieces), min(p.weight_g for p in pieces)
        self.longest, self.girth = max(p.longest() for p in pieces), max(p.girth() for p in pieces)

    def passes(self, way: Way) -> bool:
        """Whether nothing can be said against the parcel; what does not pass is asked of the rules."""
        weight, longest, girth = way.most
        return (
            self.lightest > 0
            and self.weight <= weight
            and self.longest <= longest
            and self.girth <= girth
            and self.parcel.flags.isdisjoint(way.banned)
            and not self.parcel.insured_cents
        )

    def weigh(self, way: Way) -> tuple[int, bytes]:
        """The charged weight in 1/divisor gram, and the steps to it."""
        found = self.charged.get(way.rounding)
        if found is None:
            weighed = self.weighed.get(way.divisor)
            if weighed is None:
                weight, steps = weigh(self.parcel.pieces, way.divisor)
                weighed = self.weighed[way.divisor] = weight, steps_json(steps)
            charged, rounding = charge(way.table.index, way.zone, weighed[0], way.divisor)
            said = weighed[1] + b"," + steps_json(rounding) if rounding else weighed[1]
            found = self.charged[way.rounding] = charged, said
        return found

    def priced(self, way: Way, to: Place) -> tuple[int, bytes]:
        """The fee, and the carrier's whole answer."""
        charged, weighing = self.weigh(way)
        index, parcel = way.table.index, self.parcel
        key = (way.zone.code, charged, parcel.insured_cents, parcel.goods_cents)
        known: tuple[int, bytes, bytes] | None = index.kept.get(key) if index.plain else None
        if known is None:
            fee, rest = fee_of(index, way.zone, parcel, to, charged, way.divisor)
            begin = b'"fee_cents":%d,"chargeable_g":%d,"refusal":null,"steps":[%b,' % (
                fee, -(-charged // way.divisor), way.head,
            )  # fmt: skip
            known = fee, begin, b"," + steps_json(rest)
            if index.plain:
                if len(index.kept) >= MOST_FEES:
                    index.kept.clear()
                index.kept[key] = known
        return known[0], b"".join((way.begin, known[1], weighing, known[2], way.end))
