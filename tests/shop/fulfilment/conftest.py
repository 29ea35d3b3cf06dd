"""A bench with orders on it: the trainee keeps the warehouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.context import Ctx
from shop.fulfilment import bench, boxes, labels, waves
from shop.fulfilment.goods import articles
from shop.fulfilment.models import Wave
from tests.shop.build import order, shelf

AGENT = "agent:1"


@pytest.fixture
def floor(act) -> None:  # type: ignore[no-untyped-def]
    """A small shop whose warehouse the trainee keeps."""
    with act() as ctx:
        shelf(ctx)
        ctx.change_setting("warehouse", "trainee")


@pytest.fixture
def orders_of(act, floor) -> Callable[..., list[int]]:  # type: ignore[no-untyped-def]
    """`orders_of((1, 2), (3,))`: paid orders of these variants."""

    def placed(*variants: tuple[int, ...], **changes: Any) -> list[int]:
        with act() as ctx:
            return [order(ctx, variants=own, **changes) for own in variants]

    return placed


def pick_all(ctx: Ctx, *order_ids: int) -> int:
    """The orders as a wave, every unit picked."""
    wave_id = waves.make_wave(ctx, order_ids)
    for line in ctx.get(Wave, wave_id).lines:
        for _ in range(line["wanted"]):
            waves.pick(ctx, wave_id, articles(ctx, [line["variant_id"]])[line["variant_id"]].barcode)
    return wave_id


def until(ctx: Ctx, order_id: int, step: str) -> None:
    """Brings a picked order to a step: scanned, packed, weighed, labelled, printed, shipped."""
    for name in ("scanned", "packed", "weighed", "labelled", "printed", "shipped"):
        row = bench.newest(ctx, order_id)
        if name == "scanned":
            for variant, count in bench.orders.units_of(ctx, order_id).items():
                for _ in range(count):
                    bench.scan(ctx, order_id, articles(ctx, [variant])[variant].sku)
        elif name == "packed":
            bench.pack(ctx, order_id, boxes.suggested(ctx, order_id)["parcels"])
        elif name == "weighed":
            bench.weigh(ctx, order_id, row.scale_g)
        elif name == "labelled":
            labels.label(ctx, order_id, carrier_id=1)
        elif name == "printed":
            bench.print_label(ctx, order_id, "100x180")
        else:
            labels.hand_over(ctx, order_id)
            ctx.settle()
        if name == step:
            return
