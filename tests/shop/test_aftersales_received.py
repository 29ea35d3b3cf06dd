"""Refunds of received goods, and wishes that are refused."""

from __future__ import annotations

import pytest

from core.errors import Invalid, NotFound, Refusal
from core.events.log import read_log
from logistics.consignments.service import add_scan
from shop.aftersales.models import ReturnRequest
from shop.aftersales.service import (
    approve_return,
    refuse_return,
    request_refund,
    shopper_requests_refund,
)
from shop.orders.queries import lines_of
from shop.payments.queries import payments_of, refunds_of
from tests.shop.build import LI, WANG, order, row, shelf, shipped, sound

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
WALLET = 2 * MINUTE


@pytest.fixture(autouse=True)
def open_shop(act):  # type: ignore[no-untyped-def]
    with act() as ctx:
        shelf(ctx)
    yield
    with act() as ctx:
        sound(ctx)


def asked(act, number: int, by: str = f"shopper:{LI}", **changes) -> int:
    with act(by) as ctx:
        return request_refund(ctx, order_id=number, reason="late_delivery", **changes)


def told(ctx, number: int) -> list[str]:
    log = read_log(ctx.session, ctx.mall_id, subject=f"order:{number}")
    return [
        r.kind.removeprefix("shop.")
        for r in log
        if not r.kind.startswith(("logistics.", "shop.warehouse."))
        and not r.kind.endswith(("parcel_moved", "carrier_asked", "carrier_answered"))
    ]


def state(ctx, return_id: int) -> str:
    return ctx.get(ReturnRequest, return_id).state


# -- received ---------------------------------------------------------------------------------------


def test_received_goods_are_refunded_at_the_shops_discretion_and_a_part_of_it_too(act, pass_time) -> None:
    with act() as ctx:
        number, _ = shipped(ctx, until="signed")
    wish = asked(act, number, by="agent:1", amount_cents=3_333)
    pass_time(WALLET)
    with act() as ctx:
        assert state(ctx, wish) == "refunded"
        assert (row(ctx, number).state, row(ctx, number).refunded_cents) == ("delivered", 3_333)
        assert sum(line.refunded_cents for line in lines_of(ctx, number)) == 3_333
        assert [p["state"] for p in payments_of(ctx, number)] == ["partly_refunded"]
    rest = asked(act, number, by="agent:1")
    pass_time(WALLET)
    with act() as ctx:
        assert (state(ctx, rest), row(ctx, number).state) == ("refunded", "cancelled")
    with pytest.raises(Refusal, match="nothing_to_refund"):
        asked(act, number, by="agent:1")


def test_a_request_made_on_the_road_is_decided_by_where_the_goods_are_then(act) -> None:
    with act() as ctx:
        number, parcel = shipped(ctx, until="out_for_delivery")
    wish = asked(act, number)
    with act("carrier") as ctx:
        add_scan(ctx, consignment_id=parcel, code="signed", params={"who": "self"})
    with act("agent:1") as ctx:
        assert ctx.get(ReturnRequest, wish).path == "received"
        approve_return(ctx, return_id=wish)
        assert state(ctx, wish) == "refunding"


def test_an_order_with_an_open_wish_is_not_completed_by_time(act, pass_time) -> None:
    with act() as ctx:
        number, _ = shipped(ctx, until="signed")
    pass_time(9 * DAY)
    wish = asked(act, number)
    pass_time(DAY)
    with act() as ctx:
        assert row(ctx, number).state == "delivered"
    with act("agent:1") as ctx:
        refuse_return(ctx, return_id=wish, reason="used_goods")
    pass_time(10 * DAY)
    with act() as ctx:
        assert row(ctx, number).state == "completed"


# -- what is refused ----------------------------------------------------------------------------------


def test_one_open_wish_an_order(act) -> None:
    with act() as ctx:
        number, _ = shipped(ctx, until="arrived")
    first = asked(act, number)
    with pytest.raises(Refusal, match="return_already_open") as refused:
        asked(act, number, by="agent:1")
    assert refused.value.params["return_id"] == first


def test_nobody_asks_back_the_money_of_somebody_else(act) -> None:
    with act() as ctx:
        number, _ = shipped(ctx, until="arrived")
    with pytest.raises(NotFound):
        asked(act, number, by=f"shopper:{WANG}")


def test_a_shopper_asks_six_times_and_no_more(act) -> None:
    with act() as ctx:
        number, _ = shipped(ctx, until="signed")
    for _ in range(6):
        wish = asked(act, number)
        with act("agent:1") as ctx:
            refuse_return(ctx, return_id=wish, reason="used_goods")
    with pytest.raises(Refusal, match="too_many_requests"):
        asked(act, number)
    asked(act, number, by="agent:1", amount_cents=100)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"amount_cents": 0}, Invalid),
        ({"amount_cents": -5}, Invalid),
        ({"amount_cents": 10_000_000}, Refusal),
    ],
)
def test_an_impossible_amount_changes_nothing(act, changes, error) -> None:
    with act() as ctx:
        number, _ = shipped(ctx, until="signed")
    with pytest.raises(error):
        asked(act, number, by="agent:1", **changes)
    with act() as ctx:
        assert refunds_of(ctx, number) == []
        assert {line.aftersale for line in lines_of(ctx, number)} == {"none"}


def test_an_unpaid_order_has_no_money_to_ask_back(act) -> None:
    with act() as ctx:
        number = order(ctx, paid=False)
    with pytest.raises(Refusal, match="nothing_to_refund"):
        asked(act, number)


def test_the_shoppers_command_answers_with_the_request(act) -> None:
    with act() as ctx:
        number, _ = shipped(ctx, until="arrived")
    with act(f"shopper:{LI}") as ctx:
        reply = shopper_requests_refund(ctx, order_id=number, reason="changed_mind")
    assert reply == {"return_id": 1, "state": "requested"}
