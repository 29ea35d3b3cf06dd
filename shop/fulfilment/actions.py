"""What an agent does in the warehouse, as commands of their seat.

All but the first raise Refusal `warehouse_automatic` while the automatic warehouse sends the orders.
"""

from typing import Any

from core.commands import command
from core.context import Ctx
from core.errors import Invalid, Refusal
from shop.fulfilment import bench, labels, waves
from shop.fulfilment.events import WarehouseTakenOver
from shop.fulfilment.queries import bench_view, kept_by, wave_view

WHO = {"agent", "lead"}
KEEPERS = ("automatic", "trainee")


@command("shop.take_warehouse", actors=WHO)
def take_warehouse(ctx: Ctx, *, by: str) -> dict[str, Any]:
    """Gives the warehouse to the trainee, or back to the automatic one. Records WarehouseTakenOver when that
    is a change. Raises Invalid `keeper_unknown`.
    """
    if by not in KEEPERS:
        raise Invalid("keeper_unknown", keepers=list(KEEPERS))
    if by != kept_by(ctx):
        ctx.change_setting("warehouse", by)
        ctx.record(WarehouseTakenOver(by=by))
    return {"by": by}


@command("shop.make_wave", actors=WHO)
def make_wave(ctx: Ctx, *, order_ids: list[int]) -> dict[str, Any]:
    """Picks orders together. Records and raises what `waves.make_wave` does."""
    _ours(ctx)
    return wave_view(ctx, wave_id=waves.make_wave(ctx, order_ids))


@command("shop.pick_unit", actors=WHO)
def pick_unit(ctx: Ctx, *, wave_id: int, code: str) -> dict[str, Any]:
    """Scans a unit into the trolley. Records and raises what `waves.pick` does."""
    _ours(ctx)
    done = waves.pick(ctx, wave_id, code)
    return {**wave_view(ctx, wave_id=wave_id), "scanned": done}


@command("shop.scan_unit", actors=WHO)
def scan_unit(ctx: Ctx, *, order_id: int, code: str) -> dict[str, Any]:
    """Scans a unit into the carton. Records and raises what `bench.scan` does."""
    _ours(ctx)
    done = bench.scan(ctx, order_id, code)
    return {**bench_view(ctx, order_id=order_id), "scanned": done}


@command("shop.pack_order", actors=WHO)
def pack_order(ctx: Ctx, *, order_id: int, parcels: list[dict[str, Any]]) -> dict[str, Any]:
    """Closes the carton. Records and raises what `bench.pack` does."""
    _ours(ctx)
    bench.pack(ctx, order_id, parcels)
    return bench_view(ctx, order_id=order_id)


@command("shop.unpack_order", actors=WHO)
def unpack_order(ctx: Ctx, *, order_id: int) -> dict[str, Any]:
    """Opens the carton again. Records and raises what `bench.unpack` does."""
    _ours(ctx)
    bench.unpack(ctx, order_id)
    return bench_view(ctx, order_id=order_id)


@command("shop.weigh_parcel", actors=WHO)
def weigh_parcel(ctx: Ctx, *, order_id: int, weight_g: int, reason: str = "") -> dict[str, Any]:
    """Writes the weight down. Records and raises what `bench.weigh` does."""
    _ours(ctx)
    bench.weigh(ctx, order_id, weight_g, reason)
    return bench_view(ctx, order_id=order_id)


@command("shop.make_waybill", actors=WHO)
def make_waybill(
    ctx: Ctx, *, order_id: int, carrier_id: int | None = None, receiver: dict[str, str] | None = None
) -> dict[str, Any]:
    """Fills in the waybill. Records and raises what `labels.label` does."""
    _ours(ctx)
    labels.label(ctx, order_id, carrier_id=carrier_id, receiver=receiver)
    return bench_view(ctx, order_id=order_id)


@command("shop.print_label", actors=WHO)
def print_label(ctx: Ctx, *, order_id: int, size: str, reason: str = "") -> dict[str, Any]:
    """Prints the label. Records and raises what `bench.print_label` does."""
    _ours(ctx)
    bench.print_label(ctx, order_id, size, reason)
    return bench_view(ctx, order_id=order_id)


@command("shop.ship_order", actors=WHO)
def ship_order(ctx: Ctx, *, order_id: int) -> dict[str, Any]:
    """Hands the parcel over. Records and raises what `labels.hand_over` does."""
    _ours(ctx)
    consignment_id = labels.hand_over(ctx, order_id)
    return {"order_id": order_id, "consignment_id": consignment_id}


def _ours(ctx: Ctx) -> None:
    if kept_by(ctx) != "trainee":
        raise Refusal("warehouse_automatic")
