"""Where parcels of this mall begin, and how long the road to a place takes."""

from typing import NamedTuple

from core.context import Ctx
from logistics.network.queries import hub_of_province, transit
from logistics.quotes.rules import HOUR_MS, Road
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


def road(ctx: Ctx, carrier_id: int, origin: Origin | None, to: Place, zone: Zone) -> Road:
    """From the instant a parcel leaves to the instant it is in its last hub: by the carrier's timetable, or
    by the zone's usual hours where no hub serves the place."""

    def arrives(leaves_ms: int) -> int | None:
        dest = None if origin is None else hub_of_province(ctx, to.province)
        if origin is not None and dest is not None:
            found = transit(
                ctx,
                carrier_id=carrier_id,
                origin_hub_id=origin.hub_id,
                dest_hub_id=dest,
                leaves_ms=leaves_ms,
            )
            return found.arrives_ms
        return None if zone.transit_h is None else leaves_ms + zone.transit_h * HOUR_MS

    return arrives
