"""What is wrong with a rate table: everything is looked for, nothing is mended.

`where` of a problem names the thing: "table", "zone:3", "zone:3/band:2", "origin:JX", "surcharge:fuel",
"insurance", "free:1", "limit:1", "ban:1", "discount", "service", "not_served".
"""

from collections import Counter
from collections.abc import Iterator

from logistics.rates.regions import mainland, regions
from logistics.rates.values import MOST, Area, Bounds, Problem, RateTable, Rounding, Zone
from logistics.rates.zones import city_keys

LEAST_DIVISOR, MOST_DIVISOR = 1_000, 20_000
MILLION = 1_000_000
MOST_CENTS = 10_000_000
MOST_WEIGHT_G = 10_000_000


def check(table: RateTable) -> list[Problem]:
    """Every problem of a table, in its order; none means that it can be used."""
    return [
        *_head(table),
        *_origins(table),
        *_zones(table),
        *_coverage(table),
        *_extras(table),
        *_service(table),
    ]


def _head(table: RateTable) -> Iterator[Problem]:
    if table.valid_until is not None and table.valid_until < table.valid_from:
        yield Problem("table", "validity_reversed", {})
    yield from _divisor("table", table.divisor)
    yield from _rounding("table", table.rounding)
    if not table.zones:
        yield Problem("table", "no_zones", {})
    for name, codes in (("zone", [z.code for z in table.zones]), ("origin", [o.code for o in table.origins])):
        for code in _twice(codes):
            yield Problem(f"{name}:{code}", f"{name}_twice", {"code": code})


def _twice(codes: list[str]) -> list[str]:
    return [code for code, count in Counter(codes).items() if count > 1]


def _divisor(where: str, divisor: int) -> Iterator[Problem]:
    if not LEAST_DIVISOR <= divisor <= MOST_DIVISOR:
        yield Problem(
            where, "divisor_wrong", {"value": divisor, "least": LEAST_DIVISOR, "most": MOST_DIVISOR}
        )


def _rounding(where: str, rule: Rounding) -> Iterator[Problem]:
    if rule.step_g <= 0 or rule.limit_g <= 0:
        yield Problem(where, "rounding_wrong", {"kind": rule.kind})


def _area(where: str, area: Area) -> Iterator[Problem]:
    for code in area.provinces:
        if code not in regions():
            yield Problem(where, "province_unknown", {"province": code})
    for entry in area.cities:
        province, _, names = entry.partition(":")
        if province not in regions() or not names.strip():
            yield Problem(where, "city_wrong", {"city": entry})
    for prefix in area.postcodes:
        if not (prefix.isascii() and prefix.isdigit() and len(prefix) <= 6):
            yield Problem(where, "postcode_wrong", {"postcode": prefix})


def _origins(table: RateTable) -> Iterator[Problem]:
    known: dict[str, str] = {}
    for origin in table.origins:
        where = f"origin:{origin.code}"
        yield from _area(where, origin)
        for entry in _entries(origin):
            if entry in known and known[entry] != origin.code:
                yield Problem(where, "origin_overlaps", {"place": entry, "other": known[entry]})
            known.setdefault(entry, origin.code)


def _entries(area: Area) -> list[str]:
    """What an area names, each once and comparable."""
    cities = {":".join(key) for entry in area.cities for key in city_keys(entry)}
    return [*dict.fromkeys(area.provinces), *sorted(cities), *dict.fromkeys(area.postcodes)]


def _zones(table: RateTable) -> Iterator[Problem]:
    origins = {origin.code for origin in table.origins}
    known: dict[tuple[str, str], str] = {}
    for zone in table.zones:
        where = f"zone:{zone.code}"
        yield from _area(where, zone)
        if zone.origin and zone.origin not in origins:
            yield Problem(where, "origin_unknown", {"origin": zone.origin})
        entries = _entries(zone)
        if zone.relation:
            entries.append(zone.relation)
        if not entries:
            yield Problem(where, "zone_empty", {})
        kinds = [("p", e) if e in zone.postcodes and e not in zone.provinces else ("", e) for e in entries]
        for kind, entry in kinds:
            key = (zone.origin, kind + entry)
            if key in known and known[key] != zone.code:
                yield Problem(where, "zone_overlaps", {"place": entry, "other": known[key]})
            known.setdefault(key, zone.code)
        if zone.divisor is not None:
            yield from _divisor(where, zone.divisor)
        if zone.rounding is not None:
            yield from _rounding(where, zone.rounding)
        yield from _prices(where, zone)


def _prices(where: str, zone: Zone) -> Iterator[Problem]:
    if zone.mode in ("first_step", "flat"):
        yield from _fee(where, "first_fee", zone.first_cents)
    if zone.mode == "first_step" and not 0 < zone.first_g <= MOST_WEIGHT_G:
        yield Problem(where, "first_weight_wrong", {"value": zone.first_g})
    if zone.mode != "flat":
        if not 0 < zone.step_g <= MOST_WEIGHT_G:
            yield Problem(where, "step_weight_wrong", {"value": zone.step_g})
        # A step that costs nothing is an oversight: "flat" says so.
        if not 0 < zone.step_cents <= MOST_CENTS:
            yield Problem(where, "step_fee_wrong", {"value": zone.step_cents})
    if zone.mode == "per_kg":
        yield from _fee(where, "min_fee", zone.min_cents)
    if zone.mode == "bands":
        yield from _bands(where, zone)
    elif zone.bands:
        yield Problem(where, "bands_not_used", {"mode": zone.mode})


def _fee(where: str, column: str, cents: int) -> Iterator[Problem]:
    if not 0 <= cents <= MOST_CENTS:
        yield Problem(where, "fee_wrong", {"column": column, "value": cents})


def _bands(where: str, zone: Zone) -> Iterator[Problem]:
    if not zone.bands:
        yield Problem(where, "no_bands", {})
    reached = 0
    for number, band in enumerate(zone.bands, start=1):
        here = f"{where}/band:{number}"
        if band.from_g < reached:
            yield Problem(here, "band_overlaps", {"from_g": band.from_g, "reached_g": reached})
        elif band.from_g > reached:
            yield Problem(here, "band_gap", {"from_g": band.from_g, "reached_g": reached})
        if band.to_g <= band.from_g or band.to_g > MOST_WEIGHT_G:
            yield Problem(here, "band_reversed", {"from_g": band.from_g, "to_g": band.to_g})
        yield from _fee(here, "first_fee", band.cents)
        reached = max(reached, band.to_g)


def _coverage(table: RateTable) -> Iterator[Problem]:
    """A mainland province that no zone prices and nobody declared as not served is a gap, per origin."""
    for code in table.not_served:
        if code not in regions():
            yield Problem("not_served", "province_unknown", {"province": code})
    anywhere = {code for zone in table.zones if not zone.origin for code in zone.provinces}
    if any(zone.relation == "elsewhere" and not zone.origin for zone in table.zones) or not table.zones:
        return
    for origin in [o.code for o in table.origins] or [""]:
        own = [zone for zone in table.zones if zone.origin == origin]
        if any(zone.relation == "elsewhere" for zone in own):
            continue
        served = anywhere | {code for zone in own for code in zone.provinces} | set(table.not_served)
        missing = [code for code in mainland() if code not in served]
        if missing:
            where = f"origin:{origin}" if origin else "table"
            yield Problem(where, "provinces_missing", {"provinces": missing})
    for zone in table.zones:
        for code in set(zone.provinces) & set(table.not_served):
            yield Problem(f"zone:{zone.code}", "province_not_served", {"province": code})


def _extras(table: RateTable) -> Iterator[Problem]:
    zones = {zone.code for zone in table.zones}

    def known(where: str, named: tuple[str, ...]) -> Iterator[Problem]:
        for code in named:
            if code not in zones:
                yield Problem(where, "zone_unknown", {"zone": code})

    for code in _twice([surcharge.code for surcharge in table.surcharges]):
        yield Problem(f"surcharge:{code}", "surcharge_twice", {"code": code})
    for surcharge in table.surcharges:
        where = f"surcharge:{surcharge.code}"
        yield from known(where, surcharge.zones)
        yield from _area(where, surcharge)
        if (surcharge.cents == 0) == (surcharge.ppm == 0):
            yield Problem(where, "surcharge_not_clear", {})
        yield from _fee(where, "fee", surcharge.cents)
        yield from _share(where, surcharge.ppm)
        if surcharge.over is not None:
            yield from _bounds(where, surcharge.over)
    for number, free in enumerate(table.free, start=1):
        yield from known(f"free:{number}", free.zones)
        if not 0 <= free.from_cents <= MOST:
            yield Problem(f"free:{number}", "fee_wrong", {"column": "value", "value": free.from_cents})
    for number, limit in enumerate(table.limits, start=1):
        yield from known(f"limit:{number}", limit.zones)
        yield from _bounds(f"limit:{number}", limit)
    for number, ban in enumerate(table.bans, start=1):
        yield from known(f"ban:{number}", ban.zones)
    if table.discount is not None:
        yield from _fee("discount", "fee", table.discount.cents_per_kg)
        yield from _share("discount", table.discount.most_ppm)
        if table.discount.from_g < 0:
            yield Problem("discount", "limit_wrong", {"value": table.discount.from_g})
    if table.insurance is not None:
        yield from _share("insurance", table.insurance.ppm)
        yield from _fee("insurance", "min_fee", table.insurance.min_cents)
        if table.insurance.most_cents is not None and table.insurance.most_cents <= 0:
            yield Problem("insurance", "limit_wrong", {"value": table.insurance.most_cents})


def _share(where: str, ppm: int) -> Iterator[Problem]:
    if not 0 <= ppm <= MILLION:
        yield Problem(where, "percent_wrong", {"ppm": ppm})


def _bounds(where: str, bounds: Bounds) -> Iterator[Problem]:
    values = (bounds.weight_g, bounds.longest_mm, bounds.girth_mm)
    if all(value is None for value in values):
        yield Problem(where, "limit_empty", {})
    for value in values:
        if value is not None and value <= 0:
            yield Problem(where, "limit_wrong", {"value": value})


def _service(table: RateTable) -> Iterator[Problem]:
    service = table.service
    yield from _area("service", service.excluded)
    if not service.weekdays:
        yield Problem("service", "no_weekdays", {})
    for first, last in service.closed:
        if last < first:
            yield Problem("service", "closed_reversed", {"first": str(first), "last": str(last)})
