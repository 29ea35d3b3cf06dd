"""What a mall's carriers ask, prepared: while no table, carrier or day changes, a quote only looks up."""

from bisect import bisect_left
from datetime import date
from typing import Any, NamedTuple

import orjson

from core.context import Ctx
from core.wire import at
from logistics.quotes.queries import CARRIERS, Quote, wire_of
from logistics.quotes.roads import Origin, road
from logistics.quotes.rules import promise
from logistics.rates.queries import Active, prepared
from logistics.rates.regions import province_code
from logistics.rates.rules import zone_step
from logistics.rates.validity import instant, local
from logistics.rates.values import Place, Refused, Zone
from logistics.rates.words import steps_json
from logistics.rates.zones import Index

_TABLES = (
    "SELECT id, code, version, carrier, hash FROM rate_tables WHERE mall_id = ? AND state = 'active' "
    "AND valid_from_ms <= ? AND (valid_until_ms IS NULL OR valid_until_ms > ?) AND carrier <> '' ORDER BY id"
)
_ORIGIN = (
    "SELECT h.id, h.province, h.city FROM hubs h WHERE h.mall_id = ? AND h.id = "
    "(SELECT origin_hub_id FROM consignments WHERE mall_id = ? ORDER BY id DESC LIMIT 1)"
)
MOST_MALLS, MOST_WAYS, MOST_FEES = 64, 512, 4_096


class Way(NamedTuple):
    """One carrier to one destination as of now: everything a quote needs but the parcel.

    `divisor` and `rounding` name how it weighs. What is within `most` (weight, longest side, girth) and
    carries none of the `banned` flags is taken. `end` is the answer after the steps.
    """

    table: Active
    carrier: tuple[int, str, str]
    zone: Zone
    divisor: int
    rounding: tuple[Any, ...]
    most: tuple[int, int, int]
    banned: frozenset[str]
    begin: bytes
    head: bytes
    end: bytes
    evening_ms: int | None
    excluded: bool


class Lost(NamedTuple):
    """One carrier that does not go there, and its answer."""

    answer: bytes


class Market:
    """The carriers of a mall with the tables that price now."""

    def __init__(self, ctx: Ctx, key: tuple[Any, ...]) -> None:
        self.key = key
        _, self.zone, hub, tables, carriers = key
        by_carrier = {row[3]: row for row in tables}
        self.origin = None if hub is None else Origin(hub[0], Place(province_code(hub[1]) or "", hub[2]))
        self.offers = [
            (carrier, Active(row[0], row[1], row[2], row[3], prepared(ctx, row[0], row[4])))
            for carrier in carriers
            if (row := by_carrier.get(carrier[1]))
        ]
        self.ways: dict[tuple[Any, ...], list[Way | Lost]] = {}
        self.day = (1, 0)
        self.today = date.min
        self.cutoffs: list[int] = []
        self.seen = ("", -1)

    def to(self, ctx: Ctx, place: Place) -> list[Way | Lost]:
        """Every carrier's way to a place, in the order of their ids."""
        key = (place, bisect_left(self.cutoffs, ctx.mall_ms))
        found = self.ways.get(key)
        if found is None:
            if len(self.ways) >= MOST_WAYS:
                self.ways.clear()
            found = self.ways[key] = [self._way(ctx, carrier, table, place) for carrier, table in self.offers]
        return found

    def begin_day(self, now_ms: int) -> None:
        """Promises count from today; validity turns at midnight."""
        if self.day[0] <= now_ms < self.day[1]:
            return
        self.ways.clear()
        self.today = local(now_ms, self.zone).date()
        self.day = (instant(self.today, self.zone), instant(self.today, self.zone, 24 * 60))
        services = [table.index.table.service for _, table in self.offers]
        self.cutoffs = sorted(instant(self.today, self.zone, service.cutoff_min) for service in services)

    def _way(self, ctx: Ctx, carrier: tuple[int, str, str], table: Active, to: Place) -> Way | Lost:
        index = table.index
        excluded = not index.excluded.everywhere and index.excluded.name(to)
        zone = index.find(None if self.origin is None else self.origin.place, to)
        if zone is None:
            refused = Refused("no_zone", to._asdict())
            return Lost(orjson.dumps(wire_of(Quote(*carrier, table, refused, None, excluded))))
        evening_ms, end = None, b'],"promised_at":null,"days":null,"unpromised":"excluded_area"}'
        if not excluded:
            way = road(ctx, carrier[0], self.origin, to, zone)
            found = promise(index.table.service, ctx.mall_ms, self.zone, way)
            end = b'],"promised_at":null,"days":null,"unpromised":"road_unknown"}'
            if found is not None:
                told = b'],"promised_at":"%b","days":%d,"unpromised":null}'
                evening_ms, end = found.promised_ms, told % (at(found.promised_ms).encode(), found.days)
        number, code, name = carrier
        begin = b'{"carrier":%b,"table":%b,"zone":%b,' % (
            orjson.dumps({"id": number, "code": code, "name": name}),
            orjson.dumps({"id": table.id, "code": table.code, "version": table.version}),
            orjson.dumps(zone.code),
        )
        return Way(
            table, carrier, zone, index.divisor_of(zone), _rounding(index, zone), *_bounds(index, zone),
            begin, steps_json([zone_step(zone)]), end, evening_ms, excluded,
        )  # fmt: skip


def _rounding(index: Index, zone: Zone) -> tuple[Any, ...]:
    rule = zone.rounding or index.table.rounding
    divisor = index.divisor_of(zone)
    if zone.mode == "flat" or rule.kind == "exact":
        return (divisor, "exact")
    return (divisor, rule.kind, rule.step_g, rule.limit_g)


def _bounds(index: Index, zone: Zone) -> tuple[tuple[int, int, int], frozenset[str]]:
    """The least of the limits of a zone (any further one is looked up by the rules), and what it bans."""
    limits = [limit for limit in index.table.limits if not limit.zones or zone.code in limit.zones]
    most = [2**53, 2**53, 2**53]
    for limit in limits:
        for place, value in enumerate((limit.weight_g, limit.longest_mm, limit.girth_mm)):
            if value is not None:
                most[place] = min(most[place], value)
    bans = [ban.flag for ban in index.table.bans if not ban.zones or zone.code in ban.zones]
    return (most[0], most[1], most[2]), frozenset(bans)


_markets: dict[int, Market] = {}


def market_of(ctx: Ctx) -> Market:
    """The mall's market as it is now. What changes it is an event or the turn of a day; whoever only looks
    and finds neither need not ask again."""
    now, mall_id = ctx.mall_ms, ctx.mall_id
    known = _markets.get(mall_id)
    if known is not None and ctx.read_only and known.seen == (ctx.mall.epoch, ctx.last_seq):
        first, last = known.day
        if first <= now < last:
            return known
    origin = ctx.driver.one(_ORIGIN, (mall_id, mall_id))
    tables = ctx.driver.all(_TABLES, (mall_id, now, now))
    carriers = ctx.driver.all(CARRIERS, (mall_id, True))
    key = (ctx.mall.epoch, ctx.mall.zone, origin, tables, carriers)
    found = _markets.get(mall_id)
    if found is None or found.key != key:
        if len(_markets) >= MOST_MALLS:
            _markets.clear()
        found = _markets[mall_id] = Market(ctx, key)
    # What a transaction sees that may still fail is not relied upon.
    found.seen = (ctx.mall.epoch, ctx.last_seq) if ctx.read_only else ("", -1)
    found.begin_day(now)
    return found
