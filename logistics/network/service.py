"""Room on the lorries, sole writer of hub loads."""

from core.context import Ctx
from logistics.network.models import HubLoad
from logistics.network.queries import graph
from logistics.network.rules import day_of


def send_on(ctx: Ctx, *, hub_id: int) -> bool:
    """Takes a place on a lorry that leaves this hub now; False (and nothing changes) when the hub has sent on
    as many as it can in a day.
    """
    day = day_of(ctx.mall_ms)
    row = ctx.row(HubLoad, hub_id=hub_id, day=day)
    if row is None:
        ctx.insert(HubLoad, hub_id=hub_id, day=day, parcels=1)
        return True
    if row.parcels >= graph(ctx).room(hub_id):
        return False
    ctx.update(HubLoad, row.id, parcels=row.parcels + 1)
    return True
