"""Pieces go along with their shipment."""

from core.context import Ctx
from core.events import handles
from logistics.consignments.events import ParcelScanned
from logistics.pieces.service import follow


@handles(ParcelScanned)
def on_scan(ctx: Ctx, event: ParcelScanned, seq: int) -> None:
    """A scan of the whole is a scan of each piece that can follow it."""
    if event.code != "label_created":
        follow(ctx, event.consignment_id, event.code)
