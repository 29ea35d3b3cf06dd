"""The bench in a mall as it opens: its rate tables, its hubs, its shelf of cartons."""

from __future__ import annotations

import pytest

from core.errors import Refusal
from shop.fulfilment import bench, labels
from shop.fulfilment.queries import queue, waybill_view
from shop.fulfilment.service import send_automatically
from shop.orders.models import Order
from tests.shop.build import sound
from tests.shop.fulfilment.conftest import AGENT, pick_all, until


@pytest.fixture
def weighed(act, opening) -> int:  # type: ignore[no-untyped-def]
    """The most urgent order of the mall, on the scales."""
    opening("zh-CN")
    with act(AGENT) as ctx:
        number = next(item["id"] for item in queue(ctx)["items"] if item["step"] == "waiting")
        pick_all(ctx, number)
        until(ctx, number, "weighed")
    return number


def test_every_carrier_offers_its_fee_and_day_by_its_rate_table(act, weighed) -> None:
    with act(AGENT) as ctx:
        offers = waybill_view(ctx, order_id=weighed)["carriers"]
        assert len(offers) == 4 and all(one["fee_cents"] and one["promised_at"] for one in offers)
        dear = max(offers, key=lambda one: one["fee_cents"])
        labels.label(ctx, weighed, carrier_id=dear["id"])
        assert bench.newest(ctx, weighed).fee_cents == dear["fee_cents"]


def test_an_address_outside_the_zone_table_is_stopped(act, weighed) -> None:
    with act(AGENT) as ctx:
        receiver = waybill_view(ctx, order_id=weighed)["receiver"]
    away = {**receiver, "province": "Atlantis", "city": "Poseidonis"}
    with pytest.raises(Refusal) as refused, act(AGENT) as ctx:
        labels.label(ctx, weighed, carrier_id=1, receiver=away)
    assert [(one["field"], one["code"]) for one in refused.value.params["problems"]] == [
        ("receiver.province", "address_not_served")
    ]


def test_every_order_a_mall_opens_with_can_be_sent_by_the_automatic_warehouse(act, opening) -> None:
    opening("en")
    with act("warehouse") as ctx:
        waiting = [item["id"] for item in queue(ctx)["items"] if item["step"] == "waiting"]
        assert len(waiting) > 10
        for number in waiting:
            send_automatically(ctx, order_id=number)
    with act() as ctx:
        assert {ctx.get(Order, number).state for number in waiting} == {"shipped"}
        assert queue(ctx)["counts"]["all"] == 0
        sound(ctx)
