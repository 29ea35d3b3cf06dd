"""Where parcels of this mall begin, and how long the road to a place takes."""

from typing import NamedTuple

from core.context import Ctx
from logistics.quotes.rules import HOUR_MS
from logistics.rates.regions import province_code
from logistics.rates.values import Place, Zone

_ORIGIN = (
    "SELECT h.id, h.province, h.city FROM hubs h WHERE h.mall_id = ? AND h.id = "
    "(SELECT origin_hub_id FROM consignments WHERE mall_id = ? ORDER BY id DESC LIMIT 1)"
)


class Origin(NamedTuple):
    hub_id: int
    place: Place


def origin_of(ctx: Ctx) -> Origin | None:
    """The hub where this mall's parcels begin; None in a mall that never sent one."""
    row = ctx.driver.one(_ORIGIN, (ctx.mall_id, ctx.mall_id))
    if row is None:
        return None
    return Origin(row[0], Place(province_code(row[1]) or "", row[2]))


def arrival(zone: Zone, leaves_ms: int) -> int | None:
    """By the zone's usual hours; None when the table does not tell them."""
    return None if zone.transit_h is None else leaves_ms + zone.transit_h * HOUR_MS
