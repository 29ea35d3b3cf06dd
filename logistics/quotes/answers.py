"""The answer to "what would it cost by each carrier" as bytes, byte for byte what `queries.quotes` says.

A desk asks this at every keystroke, so what depends only on a table is put into words once: the weight steps
are shared by all carriers of one divisor, the steps after the charged weight are kept per table, zone and
weight, the promise per table, zone and day. A table never changes (another version is another table).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import orjson

from core.context import Ctx
from core.wire import at
from logistics.quotes.queries import CARRIERS, Quote, parcel_of, place_of, wire_of
from logistics.quotes.roads import Origin, origin_of, road
from logistics.quotes.rules import promise
from logistics.rates.queries import Active, tables_at
from logistics.rates.rules import charge, fee_of, no_zone, refusal, weigh, zone_step
from logistics.rates.validity import instant, local
from logistics.rates.values import Parcel, Place, Refused, Step, Zone
from logistics.rates.words import wire_steps
from logistics.rates.zones import Index

MOST_KEPT = 4_096


class _Zone(NamedTuple):
    """What never changes about a zone of a table."""

    zone: Zone
    divisor: int
    rounding: tuple[object, ...]
    head: bytes


class _Now(NamedTuple):
    """What a promise depends on beside table, carrier and zone. A mall's road network never changes."""

    ctx: Ctx
    today: date
    origin: Origin | None
    to: Place


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
    origin, tables = origin_of(ctx), {table.carrier: table for table in tables_at(ctx)}
    here, weights = None if origin is None else origin.place, _Weights(parcel)
    now = _Now(ctx, local(ctx.mall_ms, ctx.mall.zone).date(), origin, to)
    items, fees, promised = list[bytes](), list[tuple[int, str]](), list[tuple[int, str]]()
    for number, code, name in ctx.driver.all(CARRIERS, (ctx.mall_id, True)):
        table = tables.get(code)
        if table is None:
            continue
        index = table.index
        zone = index.find(here, to)
        refused = no_zone(to) if zone is None else refusal(index, zone, parcel)
        if zone is None or refused is not None:
            items.append(_refused(number, code, name, table, refused or no_zone(to), to))
            continue
        fee, body = _priced(index, zone, parcel, to, weights)
        evening_ms, end = _promised(index, number, zone, now)
        items.append(b"".join((_carrier(number, code, name, table), body, end)))
        fees.append((fee, code))
        if evening_ms is not None:
            promised.append((evening_ms, code))
    return b'{"items":[%b],"cheapest":%b,"fastest":%b}' % (b",".join(items), _least(fees), _least(promised))


def _least(pairs: list[tuple[int, str]]) -> bytes:
    return orjson.dumps(min(pairs, key=lambda pair: pair[0])[1]) if pairs else b"null"


def _refused(number: int, code: str, name: str, table: Active, refused: Refused, to: Place) -> bytes:
    excluded = not table.index.excluded.everywhere and table.index.excluded.name(to)
    return orjson.dumps(wire_of(Quote(number, code, name, table, refused, None, excluded)))


def _carrier(number: int, code: str, name: str, table: Active) -> bytes:
    kept, key = table.index.kept, (number, code, name, table.id)
    known: bytes | None = kept.get(key)
    if known is None:
        carrier = orjson.dumps({"id": number, "code": code, "name": name})
        dated = orjson.dumps({"id": table.id, "code": table.code, "version": table.version})
        known = _keep(table.index, key, b'{"carrier":%b,"table":%b,"zone":' % (carrier, dated))
    return known


def _keep(index: Index, key: object, value: bytes) -> bytes:
    if len(index.kept) > MOST_KEPT:
        index.kept.clear()
    index.kept[key] = value
    return value


def _said(steps: Sequence[Step]) -> bytes:
    """Steps as the inside of a list."""
    return orjson.dumps(wire_steps(steps))[1:-1]


class _Weights:
    """One parcel, weighed once per divisor and rounded once per rule."""

    def __init__(self, parcel: Parcel) -> None:
        self.pieces = parcel.pieces
        self.weighed: dict[int, tuple[int, bytes]] = {}
        self.charged: dict[tuple[object, ...], tuple[int, bytes]] = {}

    def of(self, index: Index, part: _Zone) -> tuple[int, bytes]:
        """The charged weight in 1/divisor gram, and the steps to it."""
        found = self.charged.get(part.rounding)
        if found is None:
            weighed = self.weighed.get(part.divisor)
            if weighed is None:
                weight, steps = weigh(self.pieces, part.divisor)
                weighed = self.weighed[part.divisor] = weight, _said(steps)
            charged, rounding = charge(index, part.zone, weighed[0], part.divisor)
            said = weighed[1] + b"," + _said(rounding) if rounding else weighed[1]
            found = self.charged[part.rounding] = charged, said
        return found


def _zone(index: Index, zone: Zone) -> _Zone:
    found: _Zone | None = index.kept.get(zone.code)
    if found is None:
        divisor, rule = index.divisor_of(zone), zone.rounding or index.table.rounding
        plain = ("exact",) if zone.mode == "flat" else (rule.kind, rule.step_g, rule.limit_g)
        found = _Zone(zone, divisor, (divisor, *plain), _said([zone_step(zone)]))
        index.kept[zone.code] = found
    return found


def _priced(index: Index, zone: Zone, parcel: Parcel, to: Place, weights: _Weights) -> tuple[int, bytes]:
    """The fee, and the answer from the zone's code to the last step."""
    part = _zone(index, zone)
    charged, weighing = weights.of(index, part)
    key = (zone.code, charged, parcel.insured_cents, parcel.goods_cents)
    known: tuple[int, bytes, bytes] | None = index.kept.get(key) if index.plain else None
    if known is None:
        fee, rest = fee_of(index, zone, parcel, to, charged, part.divisor)
        begin = b'%b,"fee_cents":%d,"chargeable_g":%d,"refusal":null,"steps":[%b,' % (
            orjson.dumps(zone.code), fee, -(-charged // part.divisor), part.head,
        )  # fmt: skip
        known = fee, begin, b"," + _said(rest)
        if index.plain:
            if len(index.kept) > MOST_KEPT:
                index.kept.clear()
            index.kept[key] = known
    return known[0], known[1] + weighing + known[2]


def _promised(index: Index, carrier_id: int, zone: Zone, now: _Now) -> tuple[int | None, bytes]:
    """The promised evening, and the end of the answer."""
    ctx, kept = now.ctx, index.kept
    if not index.excluded.everywhere and index.excluded.name(now.to):
        return None, b'],"promised_at":null,"days":null,"unpromised":"excluded_area"}'
    day = (now.today, ctx.mall.zone)
    cutoff = kept.get(day)
    if cutoff is None:
        cutoff = kept[day] = instant(*day, index.table.service.cutoff_min)
    key = (
        ctx.mall_id,
        ctx.mall.epoch,
        now.origin,
        carrier_id,
        now.to.province,
        zone.code,
        day,
        ctx.mall_ms <= cutoff,
    )
    known: tuple[int | None, bytes] | None = kept.get(key)
    if known is None:
        way = road(ctx, carrier_id, now.origin, now.to, zone)
        found = promise(index.table.service, ctx.mall_ms, ctx.mall.zone, way)
        if found is None:
            known = None, b'],"promised_at":null,"days":null,"unpromised":"road_unknown"}'
        else:
            end = b'],"promised_at":"%b","days":%d,"unpromised":null}'
            known = found.promised_ms, end % (at(found.promised_ms).encode(), found.days)
        if len(kept) > MOST_KEPT:
            kept.clear()
        kept[key] = known
    return known
