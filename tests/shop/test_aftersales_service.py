"""Refunds without a return, by where the goods are."""

from __future__ import annotations

import pytest

from core.errors import IllegalTransition, NotFound
from core.events.log import read_log
from logistics.consignments.models import Consignment
from logistics.consignments.service import add_scan, close_lost
from logistics.work_orders.models import CourierWorkOrder
from logistics.work_orders.queries import open_of
from logistics.work_orders.service import answer_work_order, open_work_order
from shop.aftersales.models import ReturnRequest
from shop.aftersales.service import (
    approve_return,
    cancel_return,
    refuse_return,
    request_refund,
)
from shop.catalog.models import Variant
from shop.fulfilment.service import dispatch
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


# -- not dispatched --------------------------------------------------------------------------------


def test_before_dispatch_the_order_waits_then_is_cancelled_stock_is_free_and_the_money_goes_back(
    act, pass_time
) -> None:
    with act() as ctx:
        number = order(ctx, variants=(1, 2, 3))
    wish = asked(act, number)
    with act() as ctx:
        assert (row(ctx, number).state, state(ctx, wish)) == ("cancel_review", "requested")
        assert {line.aftersale for line in lines_of(ctx, number)} == {"open"}
    with pytest.raises(IllegalTransition), act("warehouse") as ctx:
        dispatch(ctx, order_id=number)
    with act("agent:1") as ctx:
        approve_return(ctx, return_id=wish)
    with act() as ctx:
        assert (row(ctx, number).state, state(ctx, wish)) == ("cancelled", "refunding")
        assert ctx.get(Variant, 1).allocated == 0
        assert [r["state"] for r in refunds_of(ctx, number)] == ["processing"]
    pass_time(WALLET - 1)
    with act() as ctx:
        assert state(ctx, wish) == "refunding"
    pass_time(1)
    with act() as ctx:
        assert state(ctx, wish) == "refunded"
        assert row(ctx, number).refunded_cents == row(ctx, number).captured_cents
        assert [r["state"] for r in refunds_of(ctx, number)] == ["succeeded"]
        assert [p["state"] for p in payments_of(ctx, number)] == ["refunded"]
        assert {line.aftersale for line in lines_of(ctx, number)} == {"done"}
        assert all(
            line.refunded_cents == line.price_cents - line.discount_cents for line in lines_of(ctx, number)
        )
        assert told(ctx, number) == [
            "return.requested", "order.cancel_asked", "return.approved", "order.cancelled", "refund.requested",
            "refund.succeeded", "return.refunded",
        ]  # fmt: skip


def test_a_label_without_collection_is_made_void_and_the_goods_go_back_on_the_shelf(act, pass_time) -> None:
    with act() as ctx:
        number, parcel = shipped(ctx)
        assert ctx.get(Variant, 1).on_hand == 49
    wish = asked(act, number)
    with act("agent:1") as ctx:
        approve_return(ctx, return_id=wish)
    with act() as ctx:
        assert ctx.get(Consignment, parcel).state == "cancelled"
        assert (row(ctx, number).state, ctx.get(Variant, 1).on_hand) == ("cancelled", 50)
    pass_time(WALLET)
    with act() as ctx:
        assert state(ctx, wish) == "refunded"


def test_a_refused_wish_lets_the_order_go_on_with_a_reason_for_the_shopper(act) -> None:
    with act() as ctx:
        number = order(ctx)
    wish = asked(act, number)
    with act("agent:1") as ctx:
        refuse_return(ctx, return_id=wish, reason="ships_today", text=" leaves today ")
    with act() as ctx:
        request = ctx.get(ReturnRequest, wish)
        assert (request.state, request.refusal_reason, request.refusal_text) == (
            "refused",
            "ships_today",
            "leaves today",
        )
        assert row(ctx, number).state == "paid"
        assert {line.aftersale for line in lines_of(ctx, number)} == {"none"}
    with pytest.raises(IllegalTransition), act("agent:1") as ctx:
        approve_return(ctx, return_id=wish)
    asked(act, number)


def test_a_wish_taken_back_lets_the_order_go_on(act) -> None:
    with act() as ctx:
        number = order(ctx)
    wish = asked(act, number)
    with pytest.raises(NotFound), act(f"shopper:{WANG}") as ctx:
        cancel_return(ctx, return_id=wish)
    with act(f"shopper:{LI}") as ctx:
        cancel_return(ctx, return_id=wish)
    with act() as ctx:
        assert (row(ctx, number).state, state(ctx, wish)) == ("paid", "cancelled")


def test_a_wish_nobody_decides_about_is_granted_after_48_hours(act, pass_time) -> None:
    with act() as ctx:
        number = order(ctx)
    wish = asked(act, number)
    pass_time(48 * HOUR - 1)
    with act() as ctx:
        assert state(ctx, wish) == "requested"
    pass_time(1)
    with act() as ctx:
        assert (state(ctx, wish), row(ctx, number).state) == ("refunding", "cancelled")
        approved = read_log(ctx.session, ctx.mall_id, kinds=["shop.return.approved"])
        assert [r.actor for r in approved] == ["timer"]


# -- in transit --------------------------------------------------------------------------------------


def test_on_the_road_the_carrier_stops_the_parcel_and_the_money_follows_the_goods(act, pass_time) -> None:
    with act() as ctx:
        number, parcel = shipped(ctx, until="arrived")
    wish = asked(act, number, by="agent:1")
    with act() as ctx:
        assert state(ctx, wish) == "intercepting"
        waiting = open_of(ctx, consignment_id=parcel, kind="intercept")
        assert waiting is not None and refunds_of(ctx, number) == []
    with act("carrier") as ctx:
        answer_work_order(ctx, work_order_id=waiting, answer_code="intercept_ok")
    with act() as ctx:
        assert (state(ctx, wish), ctx.get(Consignment, parcel).state) == ("returning", "returning")
        assert refunds_of(ctx, number) == []
    pass_time(DAY)
    with act("carrier") as ctx:
        add_scan(ctx, consignment_id=parcel, code="returning")
        add_scan(ctx, consignment_id=parcel, code="returned")
    with act() as ctx:
        assert state(ctx, wish) == "refunding"
        assert (ctx.get(Variant, 1).on_hand, ctx.get(Variant, 1).allocated) == (50, 0)
    pass_time(WALLET)
    with act() as ctx:
        assert (state(ctx, wish), row(ctx, number).state) == ("refunded", "cancelled")
        assert told(ctx, number) == [
            "order.packing", "order.dispatched", "return.requested", "return.approved", "return.intercepting",
            "return.returning", "return.received", "refund.requested", "refund.succeeded", "return.refunded", "order.cancelled",
        ]  # fmt: skip


def test_an_intercept_already_asked_for_is_not_asked_again(act) -> None:
    with act() as ctx:
        number, parcel = shipped(ctx, until="arrived")
    with act("agent:1") as ctx:
        waiting = open_work_order(ctx, consignment_id=parcel, kind="intercept")
    asked(act, number, by="agent:1")
    with act() as ctx:
        assert open_of(ctx, consignment_id=parcel, kind="intercept") == waiting


def missed_at_the_door(act) -> tuple[int, int, int]:
    with act() as ctx:
        number, parcel = shipped(ctx, until="out_for_delivery")
    wish = asked(act, number, by="agent:1")
    with act("carrier") as ctx:
        waiting = open_of(ctx, consignment_id=parcel, kind="intercept")
        answer_work_order(ctx, work_order_id=waiting, answer_code="intercept_missed")
    with act() as ctx:
        assert state(ctx, wish) == "intercept_missed"
    return number, parcel, wish


def test_a_parcel_that_could_not_be_stopped_is_refused_at_the_door(act) -> None:
    number, parcel, wish = missed_at_the_door(act)
    with act("carrier") as ctx:
        add_scan(ctx, consignment_id=parcel, code="refused")
    with act() as ctx:
        assert state(ctx, wish) == "returning"
    with act("carrier") as ctx:
        add_scan(ctx, consignment_id=parcel, code="returning")
        add_scan(ctx, consignment_id=parcel, code="returned")
    with act() as ctx:
        assert state(ctx, wish) == "refunding"
        assert row(ctx, number).state == "shipped"


def test_a_parcel_that_reached_the_shopper_in_spite_of_all_is_decided_anew_as_received(act) -> None:
    number, parcel, wish = missed_at_the_door(act)
    with act("carrier") as ctx:
        add_scan(ctx, consignment_id=parcel, code="signed", params={"who": "self"})
    with act() as ctx:
        request = ctx.get(ReturnRequest, wish)
        assert (request.state, request.path, request.decided_ms) == ("requested", "received", None)
        assert row(ctx, number).state == "delivered"
    with act("agent:1") as ctx:
        approve_return(ctx, return_id=wish)
    with act() as ctx:
        assert state(ctx, wish) == "refunding"


def test_a_useless_answer_leaves_the_intercept_open_to_another_try(act) -> None:
    with act() as ctx:
        number, parcel = shipped(ctx, until="arrived")
    wish = asked(act, number, by="agent:1")
    with act("carrier") as ctx:
        answer_work_order(
            ctx, work_order_id=open_of(ctx, consignment_id=parcel, kind="intercept"), answer_code="useless"
        )
    with act("agent:1") as ctx:
        assert state(ctx, wish) == "intercepting"
        again = open_work_order(ctx, consignment_id=parcel, kind="intercept")
    with act("carrier") as ctx:
        answer_work_order(ctx, work_order_id=again, answer_code="intercept_ok")
    with act() as ctx:
        assert state(ctx, wish) == "returning"


def test_a_shopper_who_changes_their_mind_gets_the_parcel_after_all(act) -> None:
    with act() as ctx:
        number, parcel = shipped(ctx, until="arrived")
    wish = asked(act, number)
    with act("agent:1") as ctx:
        approve_return(ctx, return_id=wish)
        waiting = open_of(ctx, consignment_id=parcel, kind="intercept")
    with act(f"shopper:{LI}") as ctx:
        cancel_return(ctx, return_id=wish)
    with act() as ctx:
        assert ctx.get(CourierWorkOrder, waiting).state == "withdrawn"
        assert (state(ctx, wish), row(ctx, number).state) == ("cancelled", "shipped")


def test_a_parcel_on_its_way_back_is_not_called_back_again(act) -> None:
    with act() as ctx:
        number, parcel = shipped(ctx, until="arrived")
    wish = asked(act, number, by="agent:1")
    with act("carrier") as ctx:
        add_scan(ctx, consignment_id=parcel, code="intercepted")
    with pytest.raises(IllegalTransition), act(f"shopper:{LI}") as ctx:
        cancel_return(ctx, return_id=wish)


def test_a_parcel_lost_on_its_way_back_is_refunded_all_the_same(act) -> None:
    with act() as ctx:
        number, parcel = shipped(ctx, until="arrived")
    wish = asked(act, number, by="agent:1")
    with act("carrier") as ctx:
        add_scan(ctx, consignment_id=parcel, code="intercepted")
        close_lost(ctx, consignment_id=parcel)
    with act() as ctx:
        assert state(ctx, wish) == "refunding"


def test_goods_refused_at_the_door_without_a_word_are_refunded_when_they_are_back(act, pass_time) -> None:
    with act() as ctx:
        number, parcel = shipped(ctx, until="out_for_delivery")
    with act("carrier") as ctx:
        for code in ("refused", "returning", "returned"):
            add_scan(ctx, consignment_id=parcel, code=code)
    pass_time(WALLET)
    with act() as ctx:
        assert row(ctx, number).state == "cancelled"
        assert row(ctx, number).refunded_cents == row(ctx, number).captured_cents


def test_a_wish_not_decided_when_the_goods_are_back_is_granted_by_that(act, pass_time) -> None:
    with act() as ctx:
        number, parcel = shipped(ctx, until="out_for_delivery")
    wish = asked(act, number)
    with act("carrier") as ctx:
        for code in ("refused", "returning", "returned"):
            add_scan(ctx, consignment_id=parcel, code=code)
    pass_time(3 * DAY)
    with act() as ctx:
        assert state(ctx, wish) == "refunded"
