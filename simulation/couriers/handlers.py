"""What others do to parcels: the carrier goes on from there."""

from core.context import Ctx
from core.events import handles
from logistics.consignments.events import ParcelScanned

OWN = ("carrier", "warehouse")  # these plan the next step themselves, on the mall's time
TURNS = frozenset({"label_created", "intercepted", "returning", "refused", "held", "released", "forwarded"})


@handles(ParcelScanned)
def on_scan(ctx: Ctx, event: ParcelScanned, seq: int) -> None:
    """A label was printed, or a parcel held, sent on or turned round from the desk or the door."""
    if event.code in TURNS and ctx.actor not in OWN:
        ctx.schedule(
            "simulation.courier.turned",
            due=ctx.desk_ms,
            priority=70,
            consignment_id=event.consignment_id,
        )
