"""What a carrier takes to an address, as the rate table says that prices now."""

from core.context import Ctx
from logistics.carriers.models import Carrier
from logistics.rates.queries import table_of
from logistics.rates.regions import province_code
from logistics.rates.values import Place
from logistics.waybills.queries import sender
from logistics.waybills.values import Terms


def terms_of(ctx: Ctx, *, carrier_id: int, province: str, city: str = "", postcode: str = "") -> Terms:
    """Whether the carrier goes there, which goods it bans on the way, and the most a piece may be. Without a
    table it takes everything. Raises NotFound for the carrier.
    """
    carrier = ctx.get(Carrier, carrier_id)
    active = table_of(ctx, carrier.code)
    if active is None:
        return Terms(carrier.name)
    code = province_code(province)
    home = sender(ctx.mall.language)
    home_code = province_code(home.province)
    origin = None if home_code is None else Place(home_code, home.city)
    zone = None if code is None else active.index.find(origin, Place(code, city, postcode))
    if zone is None:
        return Terms(carrier.name, frozenset())
    table = active.index.table
    limits = [limit for limit in table.limits if not limit.zones or zone.code in limit.zones]
    return Terms(
        carrier.name,
        frozenset({province.strip()}),
        frozenset(ban.flag for ban in table.bans if not ban.zones or zone.code in ban.zones),
        min((limit.weight_g for limit in limits if limit.weight_g is not None), default=None),
        min((limit.longest_mm for limit in limits if limit.longest_mm is not None), default=None),
    )
