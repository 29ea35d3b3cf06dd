"""From a place to its zone, prepared once per table so that a quote only looks up."""

from typing import Any

from logistics.rates.regions import city_ends
from logistics.rates.values import Area, Place, RateTable, Zone


def plain_city(name: str) -> str:
    """A city's name without what is often left out."""
    text = name.strip().casefold()
    for tail in city_ends():
        text = text.removesuffix(tail)
    return text


def city_keys(entry: str) -> list[tuple[str, str]]:
    """The (province, plain name) pairs of an entry "33:name|other name"."""
    province, _, names = entry.partition(":")
    return [(province, plain_city(name)) for name in names.split("|") if name.strip()]


class Places:
    """Whether a place lies in an area; an area that names nothing holds everything."""

    __slots__ = ("cities", "everywhere", "postcodes", "provinces")

    def __init__(self, area: Area) -> None:
        self.provinces = frozenset(area.provinces)
        self.cities = frozenset(key for entry in area.cities for key in city_keys(entry))
        self.postcodes = area.postcodes
        self.everywhere = not (area.provinces or area.cities or area.postcodes)

    def hold(self, place: Place) -> bool:
        return self.everywhere or self.name(place)

    def name(self, place: Place) -> bool:
        """Whether the area names the place itself."""
        return (
            place.province in self.provinces
            or bool(self.cities) and (place.province, plain_city(place.city)) in self.cities
            or bool(self.postcodes) and place.postcode.startswith(self.postcodes)
        )  # fmt: skip


class _Ways:
    """The zones of one origin."""

    __slots__ = ("cities", "postcodes", "provinces", "related")

    def __init__(self, zones: list[Zone]) -> None:
        self.provinces = {code: zone for zone in zones for code in zone.provinces}
        self.cities = {key: zone for zone in zones for entry in zone.cities for key in city_keys(entry)}
        codes = [(prefix, zone) for zone in zones for prefix in zone.postcodes]
        self.postcodes = sorted(codes, key=lambda pair: -len(pair[0]))
        self.related = {zone.relation: zone for zone in zones if zone.relation}

    def find(self, origin: Place | None, to: Place) -> Zone | None:
        if self.postcodes and to.postcode:
            for prefix, zone in self.postcodes:
                if to.postcode.startswith(prefix):
                    return zone
        city = plain_city(to.city) if (self.cities or self.related) else ""
        if self.cities and (found := self.cities.get((to.province, city))):
            return found
        if self.related and origin is not None and origin.province == to.province:
            if city and city == plain_city(origin.city) and (found := self.related.get("same_city")):
                return found
            if found := self.related.get("same_province"):
                return found
        return self.provinces.get(to.province) or self.related.get("elsewhere")


class Index:
    """A table with its zones looked up by code and by place.

    The narrowest wins: postcode (the longest), city, same city, same province, province, elsewhere. Prices of
    the parcel's own origin go before those of any origin. `plain`: no surcharge looks at places or single
    pieces. `kept` is what readers prepared about this table; it is thrown away with it.
    """

    __slots__ = ("_any", "_origins", "_own", "excluded", "extra", "kept", "plain", "table", "zones")

    def __init__(self, table: RateTable) -> None:
        self.table = table
        self.zones = {zone.code: zone for zone in table.zones}
        self._any = _Ways([zone for zone in table.zones if not zone.origin])
        self._origins = [(Places(origin), origin.code) for origin in table.origins]
        self._own = {o.code: _Ways([z for z in table.zones if z.origin == o.code]) for o in table.origins}
        self.extra = tuple((surcharge, Places(surcharge)) for surcharge in table.surcharges)
        self.plain = all(s.over is None and s.per != "piece" and p.everywhere for s, p in self.extra)
        self.excluded = Places(table.service.excluded)
        self.kept: dict[Any, Any] = {}

    def divisor_of(self, zone: Zone) -> int:
        return zone.divisor or self.table.divisor

    def find(self, origin: Place | None, to: Place) -> Zone | None:
        """The zone of a destination; None when the table has none for it or says it is not served."""
        if to.province in self.table.not_served:
            return None
        if origin is not None:
            for places, code in self._origins:
                if places.hold(origin) and (found := self._own[code].find(origin, to)):
                    return found
        return self._any.find(origin, to)
