"""Rule P3, to the minute and to the cent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.aftersales.rules import (
    Credit,
    CreditTerms,
    credit_cents,
    credit_due,
    late_delivery_due,
    late_dispatch_due,
    minutes_late,
)

MINUTE, HOUR = 60_000, 3_600_000
PAID = 1_000 * HOUR
TERMS = CreditTerms()


def dispatch(
    collected_ms: int | None = None, now_ms: int = PAID + 100 * HOUR, paid_cents: int = 29_900
) -> Credit:
    return late_dispatch_due(
        paid_ms=PAID, collected_ms=collected_ms, now_ms=now_ms, paid_cents=paid_cents, terms=TERMS
    )


def delivery(
    promised_ms=None, delivered_ms=None, now_ms=PAID + 200 * HOUR, force_majeure=(), paid_cents=29_900
):
    return late_delivery_due(
        paid_ms=PAID, promised_ms=promised_ms, delivered_ms=delivered_ms, now_ms=now_ms, paid_cents=paid_cents,
        terms=TERMS, force_majeure=force_majeure,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("paid_cents", "credit"),
    [
        (29_900, 1_495),  # the birthday present of scenario S22
        (15_900, 795),  # the sold-out shoes of S18
        (1_990, 100),  # never below one yuan
        (2_000, 100),
        (2_010, 101),  # half a cent up
        (2_009, 100),
        (60_000, 3_000),
        (60_001, 3_000),
        (880_000, 3_000),  # never above thirty
    ],
)
def test_the_credit_is_five_percent_within_one_and_thirty_yuan(paid_cents: int, credit: int) -> None:
    assert credit_cents(paid_cents, TERMS) == credit
    assert dispatch(paid_cents=paid_cents).amount_cents == credit


@given(st.integers(1, 10_000_000))
def test_the_credit_grows_with_what_was_paid_and_stays_within_its_bounds(cents: int) -> None:
    assert 100 <= credit_cents(cents, TERMS) <= credit_cents(cents + 1, TERMS) <= 3_000


def test_collected_within_48_hours_is_in_time_to_the_last_second_of_the_minute() -> None:
    assert dispatch(PAID + 48 * HOUR).why == "dispatched_in_time"
    assert dispatch(PAID + 48 * HOUR + MINUTE - 1).why == "dispatched_in_time"
    late = dispatch(PAID + 48 * HOUR + MINUTE)
    assert (late.rule, late.why, late.late_minutes) == ("late_dispatch", "collected_late", 1)


def test_an_uncollected_order_is_late_from_the_first_minute_after_48_hours() -> None:
    assert dispatch(now_ms=PAID + 48 * HOUR).why == "dispatch_not_due_yet"
    late = dispatch(now_ms=PAID + 48 * HOUR + MINUTE)
    assert (late.rule, late.why, late.amount_cents) == ("late_dispatch", "never_collected", 1_495)


def test_a_collection_after_the_instant_asked_about_has_not_happened_yet() -> None:
    assert dispatch(PAID + 60 * HOUR, now_ms=PAID + 40 * HOUR).rule is None


def test_seconds_do_not_decide_what_two_clocks_show_alike() -> None:
    assert minutes_late(10 * HOUR + 20_000, 10 * HOUR + 50_000) == 0
    assert minutes_late(10 * HOUR + 59_000, 10 * HOUR + 61_000) == 1


def test_without_a_promised_date_there_is_no_credit_for_a_slow_parcel() -> None:
    assert delivery(None) == Credit(0, None, "no_promise")


def test_an_order_nobody_paid_gets_no_credit() -> None:
    nothing = {"now_ms": PAID, "paid_cents": 0, "terms": TERMS}
    assert late_dispatch_due(paid_ms=None, collected_ms=None, **nothing).why == "unpaid"
    assert late_delivery_due(paid_ms=None, promised_ms=1, delivered_ms=None, **nothing).why == "unpaid"


def test_a_parcel_is_late_from_the_minute_after_the_promised_one() -> None:
    promised = PAID + 72 * HOUR
    assert delivery(promised, now_ms=promised).why == "not_due_yet"
    assert delivery(promised, now_ms=promised + MINUTE).late_minutes == 1
    assert delivery(promised, delivered_ms=promised).why == "arrived_in_time"
    late = delivery(promised, delivered_ms=promised + MINUTE)
    assert (late.rule, late.why, late.amount_cents) == ("late_delivery", "delivered_late", 1_495)


def test_a_storm_that_still_lasts_excuses_a_promise_that_fell_into_it() -> None:
    promised = PAID + 72 * HOUR
    storm = (promised - 10 * HOUR, promised + 30 * HOUR)
    assert delivery(promised, now_ms=promised + 20 * HOUR, force_majeure=[storm]).why == "force_majeure"


def test_after_the_storm_the_promise_is_longer_by_exactly_its_minutes() -> None:
    promised = PAID + 72 * HOUR
    storm = (promised - 10 * HOUR, promised - 4 * HOUR)
    due = promised + 6 * HOUR
    assert delivery(promised, delivered_ms=due, force_majeure=[storm]).why == "force_majeure"
    late = delivery(promised, delivered_ms=due + MINUTE, force_majeure=[storm])
    assert (late.rule, late.late_minutes) == ("late_delivery", 1)


def test_a_storm_after_the_promise_was_broken_excuses_nothing() -> None:
    promised = PAID + 72 * HOUR
    storm = (promised + 5 * HOUR, promised + 50 * HOUR)
    assert delivery(promised, now_ms=promised + 40 * HOUR, force_majeure=[storm]).late_minutes == 300


def test_two_storms_at_once_are_counted_once() -> None:
    promised = PAID + 72 * HOUR
    storms = [(promised - 10 * HOUR, promised - 2 * HOUR), (promised - 6 * HOUR, promised)]
    assert delivery(promised, delivered_ms=promised + 11 * HOUR, force_majeure=storms).late_minutes == 60


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 90)), max_size=4), st.integers(0, 400))
def test_once_late_always_late_whatever_storms_come(windows: list[tuple[int, int]], hours: int) -> None:
    storms = [(PAID + start * HOUR, PAID + (start + length) * HOUR) for start, length in windows]
    promised = PAID + 72 * HOUR
    early = delivery(promised, now_ms=PAID + hours * HOUR, force_majeure=storms)
    later = delivery(promised, now_ms=PAID + (hours + 24) * HOUR, force_majeure=storms)
    assert early.rule is None or later.rule == "late_delivery"
    assert early.late_minutes <= later.late_minutes


def test_late_dispatch_knows_no_storm_and_comes_before_late_delivery() -> None:
    promised = PAID + 72 * HOUR
    both = credit_due(dispatch(), delivery(promised))
    assert both.rule == "late_dispatch"
    assert credit_due(dispatch(PAID + HOUR), delivery(promised)).rule == "late_delivery"
    assert credit_due(dispatch(PAID + HOUR), delivery(None)).rule is None


def test_a_mall_may_have_other_numbers_on_its_card() -> None:
    terms = CreditTerms.of({"credit_pct": 10, "credit_max_cents": 5_000})
    assert terms == CreditTerms(10, 100, 5_000, 48)
    assert credit_cents(29_900, terms) == 2_990
