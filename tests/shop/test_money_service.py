"""Refunds, payouts and coupons in the database."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from core.errors import IllegalTransition, Invalid, NotFound, Refusal
from core.events.log import read_log
from core.invariants import check_mall
from shop.coupons.queries import coupons_of_order, coupons_of_shopper
from shop.coupons.service import grant
from shop.orders.models import Order, OrderLine
from shop.orders.queries import lines_of
from shop.orders.service import reserve_refund
from shop.payments.models import Refund
from shop.payments.queries import payments_of, refunds_of
from shop.payments.service import fail_refund, refund, retry_refund
from shop.payouts.queries import paid_by_reason, payouts_of
from shop.payouts.service import decline, pay
from tests.shop.build import LI, WANG, order, row, shelf, shipped, sound

MINUTE, DAY = 60_000, 86_400_000


@pytest.fixture(autouse=True)
def open_shop(act):  # type: ignore[no-untyped-def]
    with act() as ctx:
        shelf(ctx, stock=5_000)


def delivered(act, **changes) -> int:
    with act() as ctx:
        return shipped(ctx, until="signed", **changes)[0]


# -- refunds -------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    prices=st.lists(st.integers(1, 20_000), min_size=1, max_size=8),
    discount=st.integers(0, 3_000),
    freight=st.integers(0, 1_500),
    amounts=st.lists(st.integers(1, 30_000), min_size=1, max_size=6),
    failing=st.sets(st.integers(0, 5)),
)
def test_however_refunds_come_no_order_and_no_line_gives_back_more_than_was_paid(
    act, prices, discount, freight, amounts, failing
) -> None:
    discount = min(discount, sum(prices))
    if sum(prices) - discount + freight == 0:
        freight = 1
    with act() as ctx:
        number, _ = shipped(
            ctx, until="signed", variants=[1] * len(prices), prices=prices, discount_cents=discount,
            freight_cents=freight,
        )  # fmt: skip
    for index, amount in enumerate(amounts):
        try:
            with act("agent:1") as ctx:
                made = refund(ctx, order_id=number, amount_cents=amount, reason="quality")
        except Refusal as refused:
            assert refused.code == "refund_above_paid"
            continue
        if index in failing:
            with act() as ctx:
                fail_refund(ctx, refund_id=made)
    with act() as ctx:
        alive = [r["amount_cents"] for r in refunds_of(ctx, number) if r["state"] != "failed"]
        assert row(ctx, number).refunded_cents == sum(alive) <= row(ctx, number).captured_cents
        for line in lines_of(ctx, number):
            assert 0 <= line.refunded_cents <= line.price_cents - line.discount_cents
        sound(ctx)


def test_the_database_itself_refuses_more_than_was_captured(act) -> None:
    number = delivered(act)
    for model, column in ((Order, Order.refunded_cents), (OrderLine, OrderLine.refunded_cents)):
        with pytest.raises(IntegrityError), act() as ctx:
            ctx.execute(update(model).where(model.mall_id == ctx.mall_id).values({column: 10_000_000}))
    with pytest.raises(Refusal, match="refund_above_paid"), act() as ctx:
        reserve_refund(ctx, order_id=number, amount_cents=1, lines=[(1, 10_000_000)])
    with act() as ctx:
        assert row(ctx, number).refunded_cents == 0


@pytest.mark.parametrize(
    ("method", "takes"), [("wallet", 2 * MINUTE), ("bank_card", DAY), ("credit_card", 3 * DAY)]
)
def test_money_arrives_when_the_way_of_paying_takes(act, pass_time, method, takes) -> None:
    number = delivered(act, method=method)
    with act("agent:1") as ctx:
        refund(ctx, order_id=number, amount_cents=500, reason="quality")
    pass_time(takes - 1)
    with act() as ctx:
        assert refunds_of(ctx, number)[0]["state"] == "processing"
        assert payments_of(ctx, number)[0]["state"] == "captured"
    pass_time(1)
    with act() as ctx:
        assert refunds_of(ctx, number)[0]["state"] == "succeeded"
        assert payments_of(ctx, number)[0]["state"] == "partly_refunded"
        sound(ctx)


def test_a_refund_the_bank_sent_back_frees_its_amount_and_is_tried_again(act, pass_time) -> None:
    number = delivered(act)
    with act("agent:1") as ctx:
        everything = row(ctx, number).captured_cents
        made = refund(ctx, order_id=number, amount_cents=everything, reason="quality")
    with pytest.raises(Refusal, match="refund_above_paid"), act("agent:1") as ctx:
        refund(ctx, order_id=number, amount_cents=1, reason="quality")
    with act() as ctx:
        fail_refund(ctx, refund_id=made)
        assert row(ctx, number).refunded_cents == 0
    pass_time(DAY)
    with act() as ctx:
        assert ctx.get(Refund, made).state == "failed"
        retry_refund(ctx, refund_id=made)
    pass_time(DAY)
    with act() as ctx:
        assert ctx.get(Refund, made).state == "succeeded"
        sound(ctx)
    with pytest.raises(IllegalTransition), act() as ctx:
        fail_refund(ctx, refund_id=made)


def test_a_failed_refund_is_not_tried_again_above_what_is_left_by_then(act) -> None:
    number = delivered(act)
    with act() as ctx:
        everything = row(ctx, number).captured_cents
        first = refund(ctx, order_id=number, amount_cents=everything, reason="quality")
        fail_refund(ctx, refund_id=first)
        refund(ctx, order_id=number, amount_cents=1, reason="quality")
    with pytest.raises(Refusal, match="refund_above_paid"), act() as ctx:
        retry_refund(ctx, refund_id=first)
    with act() as ctx:
        sound(ctx)


# -- small payouts ---------------------------------------------------------------------------------------


def test_a_payout_stands_beside_the_refunds_and_counts_against_none(act) -> None:
    number = delivered(act)
    with act("agent:1") as ctx:
        pay(ctx, order_id=number, amount_cents=1_495, reason="late_credit", approved_by="lead:2")
    with act("agent:1") as ctx:
        refund(ctx, order_id=number, amount_cents=row(ctx, number).captured_cents, reason="quality")
    with act() as ctx:
        [desk] = payouts_of(ctx, number, desk=True)
        assert (desk["state"], desk["requested_by"], desk["approved_by"]) == ("paid", "agent:1", "lead:2")
        [own] = payouts_of(ctx, number, desk=False)
        assert "requested_by" not in own and own["amount_cents"] == 1_495
        paid = read_log(ctx.session, ctx.mall_id, kinds=["shop.payout.paid"])
        assert f"shopper:{LI}" in paid[0].audience
        sound(ctx)


def test_payouts_are_capped_per_order_whatever_their_reasons(act) -> None:
    number = delivered(act)
    with act("agent:1") as ctx:
        pay(ctx, order_id=number, amount_cents=15_000, reason="goodwill")
        pay(ctx, order_id=number, amount_cents=5_000, reason="freight")
    with pytest.raises(Refusal, match="payout_above_cap") as refused, act("agent:1") as ctx:
        pay(ctx, order_id=number, amount_cents=1, reason="difference")
    assert refused.value.params["cap_cents"] == refused.value.params["paid_cents"] == 20_000
    with act() as ctx:
        assert paid_by_reason(ctx, number) == {"freight": 5_000, "goodwill": 15_000}


def test_an_unpaid_order_bears_no_payout(act) -> None:
    with act() as ctx:
        number = order(ctx, paid=False)
    with pytest.raises(Refusal, match="payout_above_cap"), act("agent:1") as ctx:
        pay(ctx, order_id=number, amount_cents=1, reason="goodwill")


def test_a_declined_payout_is_on_record_for_the_desk_and_costs_nothing(act) -> None:
    number = delivered(act)
    with act("agent:1") as ctx:
        decline(ctx, order_id=number, amount_cents=9_000, reason="goodwill", declined_by="lead:2")
    with act() as ctx:
        assert paid_by_reason(ctx, number) == {}
        assert payouts_of(ctx, number, desk=False) == []
        assert [p["state"] for p in payouts_of(ctx, number, desk=True)] == ["declined"]
        [told] = read_log(ctx.session, ctx.mall_id, kinds=["shop.payout.declined"])
        assert "shopper" not in told.audience


# -- coupons ------------------------------------------------------------------------------------------------


def test_a_coupon_is_given_once_in_a_matter_and_expires(act, pass_time) -> None:
    number = delivered(act)
    with act("agent:1") as ctx:
        grant(ctx, shopper_id=LI, order_id=number, amount_cents=1_000)
    with pytest.raises(Refusal, match="coupon_already_granted"), act("agent:1") as ctx:
        grant(ctx, shopper_id=LI, order_id=number, amount_cents=500)
    with act("agent:1") as ctx:
        grant(ctx, shopper_id=LI, order_id=None, amount_cents=500)
        assert [c["state"] for c in coupons_of_shopper(ctx, LI)] == ["granted", "granted"]
        assert [c["amount_cents"] for c in coupons_of_order(ctx, number, LI)] == [1_000]
    pass_time(30 * DAY)
    with act() as ctx:
        assert [c["state"] for c in coupons_of_shopper(ctx, LI)] == ["expired", "expired"]


def test_fifty_yuan_are_for_members_of_five_years(act) -> None:
    with pytest.raises(Refusal, match="coupon_amount_not_allowed") as refused, act("lead:2") as ctx:
        grant(ctx, shopper_id=LI, order_id=None, amount_cents=5_000)
    assert refused.value.params["allowed"] == [500, 1_000, 2_000]
    with act("lead:2") as ctx:
        grant(ctx, shopper_id=WANG, order_id=None, amount_cents=5_000)


def test_a_coupon_for_somebody_elses_order_is_refused(act) -> None:
    number = delivered(act)
    with pytest.raises(NotFound), act("agent:1") as ctx:
        grant(ctx, shopper_id=WANG, order_id=number, amount_cents=500)


@pytest.mark.parametrize("amount", [0, -100])
def test_a_payout_of_nothing_is_malformed(act, amount) -> None:
    number = delivered(act)
    with pytest.raises(Invalid, match="amount_not_positive"), act("agent:1") as ctx:
        pay(ctx, order_id=number, amount_cents=amount, reason="goodwill")


# -- the checks themselves -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE orders SET refunded_cents = 5", "refunded_wrong"),
        ("UPDATE order_lines SET refunded_cents = 5 WHERE id = 1", "line_refunded_wrong"),
        ("UPDATE orders SET captured_cents = captured_cents + 1", "captured_wrong"),
        ("UPDATE payments SET state = 'refunded'", "payment_state_wrong"),
        ("UPDATE variants SET on_hand = on_hand + 1 WHERE id = 1", "stock_not_the_ledger"),
        ("UPDATE orders SET state = 'paid'", "parcel_before_dispatch"),
        ("UPDATE consignments SET state = 'in_transit'", "state_not_the_scans"),
        ("UPDATE scans SET at_ms = at_ms - 1000 WHERE id = 4", "tracking_goes_back_in_time"),
        ("UPDATE order_lines SET aftersale = 'open' WHERE id = 1", "line_mark_wrong"),
        ("UPDATE counters SET value = 0 WHERE name = 'orders'", "counter_behind"),
        ("UPDATE orders SET delivered_ms = NULL", "instant_missing"),
        ("UPDATE order_lines SET price_cents = price_cents + 1 WHERE id = 1", "lines_do_not_add_up"),
        ("UPDATE stock_movements SET reference = 'order:9' WHERE kind = 'allocate'", "units_held_wrong"),
    ],
)
def test_the_checks_find_a_record_that_was_tampered_with(act, sql, code) -> None:
    delivered(act)
    with act() as ctx:
        sound(ctx)
        ctx.driver.run(sql, ())
        found = {f.code for findings in check_mall(ctx.session, ctx.mall_id).values() for f in findings}
        ctx.driver.run("UPDATE counters SET value = 99 WHERE name = 'orders'", ())
        assert code in found
