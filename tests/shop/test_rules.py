"""Tables and sums of the shop, without a database."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Forbidden, IllegalTransition, Invalid, Refusal
from shop.aftersales import rules as aftersales
from shop.catalog.rules import like, search_terms
from shop.coupons.rules import YEAR_MS, may_grant, state_at
from shop.orders import rules as orders
from shop.payments.rules import TRANSITIONS as REFUND
from shop.payments.rules import after as after_refund
from shop.payments.rules import payment_state, settles_at, split_refund
from shop.payouts.rules import cap_of, may_pay
from shop.shoppers.rules import mask_phone

# -- refunds -----------------------------------------------------------------------------------


@given(
    st.lists(st.integers(0, 100_000), min_size=1, max_size=30),
    st.integers(0, 3_000),
    st.lists(st.integers(1, 40_000), max_size=6),
)
def test_refunds_one_after_another_never_give_back_more_than_was_paid_for_any_line(
    paid: list[int], freight: int, amounts: list[int]
) -> None:
    left, freight_left, given_back = dict(enumerate(paid)), freight, 0
    for amount in amounts:
        if amount > sum(left.values()) + freight_left:
            with pytest.raises(Refusal, match="refund_above_paid"):
                split_refund(amount, list(left.items()), freight_left)
            continue
        split = split_refund(amount, list(left.items()), freight_left)
        assert sum(part for _, part in split.lines) + split.freight_cents == amount
        for line, part in split.lines:
            assert 0 < part <= left[line]
            left[line] -= part
        freight_left -= split.freight_cents
        assert freight_left >= 0
        assert split.freight_cents == 0 or not any(left.values())
        given_back += amount
    assert given_back <= sum(paid) + freight


def test_odd_cents_go_to_the_largest_remainder_first() -> None:
    assert split_refund(100, [(1, 333), (2, 333), (3, 334)], 0).lines == ((1, 33), (2, 33), (3, 34))
    assert split_refund(1, [(1, 1), (2, 1)], 0).lines == ((1, 1),)


def test_all_of_an_order_gives_every_line_what_was_paid_and_the_freight() -> None:
    split = split_refund(25_832 + 600, [(1, 12_504), (2, 9_995), (3, 3_333)], 600)
    assert split.lines == ((1, 12_504), (2, 9_995), (3, 3_333))
    assert split.freight_cents == 600


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_is_no_refund(amount: int) -> None:
    with pytest.raises(Invalid, match="amount_not_positive"):
        split_refund(amount, [(1, 100)], 0)


def test_money_takes_as_long_as_the_way_it_was_paid() -> None:
    assert settles_at("wallet", 0) == 2 * 60_000
    assert settles_at("bank_card", 0) == 86_400_000
    assert settles_at("credit_card", 0) == 3 * 86_400_000
    assert settles_at("seashells", 0) == settles_at("bank_card", 0)


def test_a_payment_is_called_by_what_came_back_of_it() -> None:
    assert [payment_state(100, back) for back in (0, 1, 99, 100)] == [
        "captured", "partly_refunded", "partly_refunded", "refunded",
    ]  # fmt: skip


# -- state machines: nothing is possible that is not in the table -----------------------------------


@pytest.mark.parametrize(
    ("table", "after", "what"),
    [
        (orders.TRANSITIONS, orders.after, "order"),
        (aftersales.TRANSITIONS, aftersales.after, "return"),
    ],
)
def test_only_what_is_in_the_table_is_possible_and_only_for_those_it_names(table, after, what) -> None:
    states = {state for state, _ in table} | {result for result, _ in table.values()}
    actions = {action for _, action in table}
    actors = {"shopper", "agent", "lead", "timer", "warehouse", "system", "carrier", "instructor"}
    for state, action in itertools.product(states, actions):
        found = table.get((state, action))
        for actor in actors:
            if found is None:
                with pytest.raises(IllegalTransition) as refused:
                    after(state, action, actor)
                assert refused.value.status == 409 and refused.value.params["what"] == what
            elif actor in found[1]:
                assert after(state, action, actor) == found[0]
            else:
                with pytest.raises(Forbidden):
                    after(state, action, actor)


def test_a_refund_succeeds_or_fails_once_and_only_a_failed_one_is_tried_again() -> None:
    states = {"requested", "approved", "processing", "succeeded", "failed"}
    for state, action in itertools.product(states, {a for _, a in REFUND}):
        if (state, action) in REFUND:
            assert after_refund(state, action) in states
        else:
            with pytest.raises(IllegalTransition):
                after_refund(state, action)


def test_every_open_return_comes_to_an_end() -> None:
    ends = {"refunded", "refused", "cancelled"}
    reach = {state: {state} for state, _ in aftersales.TRANSITIONS}
    for _ in range(10):
        for (state, _), (result, _) in aftersales.TRANSITIONS.items():
            reach[state] |= reach.get(result, {result})
    for state in (*aftersales.OPEN, "approved"):
        assert reach[state] & ends, state


# -- the path of a refund ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order_state", "parcel_state", "path"),
    [
        ("paid", None, "not_dispatched"),
        ("packing", None, "not_dispatched"),
        ("cancel_review", None, "not_dispatched"),
        ("shipped", "label_created", "not_dispatched"),
        ("shipped", "awaiting_collection", "not_dispatched"),
        ("shipped", "collected", "in_transit"),
        ("shipped", "in_transit", "in_transit"),
        ("shipped", "arrived_city", "in_transit"),
        ("shipped", "out_for_delivery", "in_transit"),
        ("shipped", "ready_to_collect", "in_transit"),
        ("shipped", "returning", "in_transit"),
        ("shipped", "signed", "received"),
        ("shipped", "lost_closed", "received"),
        ("delivered", "signed", "received"),
        ("completed", "signed", "received"),
        ("archived", "signed", "received"),
    ],
)
def test_the_path_of_a_refund_is_decided_by_where_the_goods_are(order_state, parcel_state, path) -> None:
    assert aftersales.path_of(order_state, parcel_state) == path


@pytest.mark.parametrize("state", ["pending_payment", "cancelled"])
def test_an_unpaid_or_closed_order_has_nothing_to_refund(state: str) -> None:
    with pytest.raises(Refusal, match="nothing_to_refund"):
        aftersales.path_of(state, None)


def test_a_part_is_refunded_only_to_somebody_who_keeps_the_goods() -> None:
    assert aftersales.amount_of("received", 500, 1_000) == 500
    assert aftersales.amount_of("in_transit", None, 1_000) == 1_000
    assert aftersales.amount_of("in_transit", 1_000, 1_000) == 1_000
    with pytest.raises(Refusal, match="partial_only_when_received"):
        aftersales.amount_of("in_transit", 500, 1_000)
    with pytest.raises(Refusal, match="refund_above_paid"):
        aftersales.amount_of("received", 1_001, 1_000)
    with pytest.raises(Refusal, match="nothing_to_refund"):
        aftersales.amount_of("received", None, 0)


@pytest.mark.parametrize("reason", ["", "x", "Late", "too late!", "a" * 41, "1st", "迟到"])
def test_a_reason_is_a_code(reason: str) -> None:
    with pytest.raises(Invalid, match="reason_malformed"):
        aftersales.check_reason(reason)


# -- clocks of orders -----------------------------------------------------------------------------

DAY = 86_400_000


def test_an_order_completes_ten_days_after_dispatch_but_not_before_three_days_after_signing() -> None:
    assert orders.completes_at(0, 2 * DAY) == 10 * DAY
    assert orders.completes_at(0, 9 * DAY) == 12 * DAY


# -- small payouts and coupons --------------------------------------------------------------------


def test_payouts_of_an_order_stay_within_the_malls_cap_and_what_was_paid() -> None:
    assert cap_of(50_000) == 20_000
    assert cap_of(7_000) == 7_000
    may_pay(5_000, "goodwill", cap_cents=7_000, paid={"freight": 2_000})
    with pytest.raises(Refusal, match="payout_above_cap"):
        may_pay(5_001, "goodwill", cap_cents=7_000, paid={"freight": 2_000})


def test_the_late_credit_is_paid_once() -> None:
    with pytest.raises(Refusal, match="payout_already_paid"):
        may_pay(100, "late_credit", cap_cents=7_000, paid={"late_credit": 100})
    may_pay(100, "goodwill", cap_cents=7_000, paid={"goodwill": 100})


@pytest.mark.parametrize(("amount", "reason"), [(0, "goodwill"), (-5, "goodwill"), (5, "because")])
def test_a_payout_needs_a_reason_of_the_trade_and_an_amount(amount: int, reason: str) -> None:
    with pytest.raises(Invalid):
        may_pay(amount, reason, cap_cents=7_000, paid={})


@given(st.lists(st.integers(1, 9_000), max_size=12), st.integers(0, 30_000))
def test_however_payouts_come_their_sum_stays_within_the_cap(amounts: list[int], captured: int) -> None:
    cap, paid = cap_of(captured), {"goodwill": 0}
    for amount in amounts:
        try:
            may_pay(amount, "goodwill", cap_cents=cap, paid=paid)
        except Refusal:
            continue
        paid["goodwill"] += amount
    assert paid["goodwill"] <= cap


def test_goodwill_is_five_ten_or_twenty_yuan_and_fifty_for_long_members() -> None:
    for cents in (500, 1_000, 2_000):
        may_grant(cents, member_ms=0, had_one=False)
    may_grant(5_000, member_ms=5 * YEAR_MS, had_one=False)
    for cents, member_ms in ((5_000, 5 * YEAR_MS - 1), (700, 0), (0, 0), (-500, 0)):
        with pytest.raises(Refusal, match="coupon_amount_not_allowed"):
            may_grant(cents, member_ms=member_ms, had_one=False)
    with pytest.raises(Refusal, match="coupon_already_granted"):
        may_grant(500, member_ms=0, had_one=True)


def test_a_coupon_expires_by_itself_and_a_used_one_stays_used() -> None:
    assert state_at("granted", 100, 99) == "granted"
    assert state_at("granted", 100, 100) == "expired"
    assert state_at("used", 100, 200) == "used"


# -- people and words ------------------------------------------------------------------------------


def test_phones_show_three_and_four_digits() -> None:
    assert mask_phone("12900010002") == "129****0002"
    assert mask_phone("1290001") == "*******"
    assert mask_phone("") == ""


@given(st.text(max_size=30))
def test_a_masked_phone_is_as_long_as_the_phone(phone: str) -> None:
    assert len(mask_phone(phone)) == len(phone)


def test_chinese_is_searched_by_pairs_and_other_words_whole() -> None:
    assert search_terms("羊绒围巾") == ["羊绒", "绒围", "围巾"]
    assert search_terms("红 Scarf-2") == ["红", "scarf-2"]
    assert search_terms("  ") == []


def test_a_shoppers_percent_sign_is_a_percent_sign() -> None:
    assert like("50%_a\\") == "%50\\%\\_a\\\\%"
