"""A label ties what was packed to the parcel."""

from core.context import Ctx
from core.events import handles
from logistics.consignments.events import ParcelEnded, ParcelScanned
from logistics.packing import service


@handles(ParcelScanned)
def on_label(ctx: Ctx, event: ParcelScanned, seq: int) -> None:
    """The cartons that stood there under this reference are the parcel's."""
    if event.code == "label_created":
        service.bind(ctx, reference=event.reference, consignment_id=event.consignment_id)


@handles(ParcelEnded)
def on_void_label(ctx: Ctx, event: ParcelEnded, seq: int) -> None:
    """The closed cartons of a label made void wait for another one."""
    if event.state == "cancelled":
        service.release(ctx, consignment_id=event.consignment_id)
