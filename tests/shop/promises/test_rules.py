"""Three promises, three clocks: to the minute on both sides of every border."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import IllegalTransition, Invalid, Refusal
from shop.aftersales.rules import CreditTerms, dispatch_due_ms, late_delivery_due, late_dispatch_due
from shop.orders.rules import in_areas
from shop.promises.rules import TRANSITIONS, Clock, after, breaks_at, may_book, remedy, verdict

SECOND, MINUTE, HOUR = 1_000, 60_000, 3_600_000
START = 1_000 * HOUR + 12 * MINUTE
BORDER = {"day_or_free": 24, "late_dispatch": 48}


def of(hours: float, rule: str = "day_or_free", uncounted=(), due_hours: int | None = None) -> str:
    """What became of it when it was done so many hours after its start."""
    due = START + (due_hours or BORDER.get(rule, 72)) * HOUR
    clock = Clock(rule, START, due, START + round(hours * HOUR), tuple(uncounted))
    return verdict(clock, START + 1_000 * HOUR).state


@pytest.mark.parametrize(
    ("rule", "hours"), [("day_or_free", 24), ("late_dispatch", 48), ("late_delivery", 72)]
)
def test_a_minute_before_is_kept_and_a_minute_after_is_broken(rule: str, hours: int) -> None:
    minute = 1 / 60
    assert of(hours - minute, rule) == "kept"  # 23 h 59
    assert of(hours, rule) == "kept"
    assert of(hours + minute - 1 / 3600, rule) == "kept"  # 24 h 00 min 59 s: the clock still shows 24:00
    assert of(hours + minute, rule) == "broken"  # 24 h 01
    assert of(hours + minute + 1 / 3600, rule) == "broken"


@pytest.mark.parametrize("second", [0, 1, 30, 59])
def test_the_second_at_which_it_began_moves_no_border(second: int) -> None:
    start = START + second * SECOND
    clock = Clock("day_or_free", start, start + 24 * HOUR)
    at = breaks_at(clock.due_ms)
    assert at % MINUTE == 0 and at == START + 24 * HOUR + MINUTE
    assert verdict(clock, at - 1).state == "running"
    found = verdict(clock, at)
    assert (found.state, found.late_minutes, found.breaks_ms) == ("broken", 1, at)


def test_force_majeure_holds_the_clock_up_and_lets_it_run_on() -> None:
    storm = (START + 20 * HOUR, START + 30 * HOUR)
    assert of(34, uncounted=[storm]) == "excused"
    assert of(34 + 1 / 60, uncounted=[storm]) == "broken"
    clock = Clock("day_or_free", START, START + 24 * HOUR, None, (storm,))
    assert verdict(clock, START + 25 * HOUR).state == "excused"
    assert verdict(clock, START + 25 * HOUR).breaks_ms == START + 34 * HOUR + MINUTE


def test_a_storm_after_it_was_broken_excuses_nothing() -> None:
    storm = (START + 25 * HOUR, START + 90 * HOUR)
    assert of(26, uncounted=[storm]) == "broken"


windows = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 90)), max_size=4).map(
    lambda pairs: tuple((START + a * 30 * MINUTE, START + (a + b) * 30 * MINUTE) for a, b in pairs)
)


@given(windows, st.integers(1, 6_000), st.integers(0, 59))
def test_the_instant_it_breaks_is_the_first_minute_the_credit_is_due(
    storms, minutes: int, second: int
) -> None:
    promised = START + minutes * MINUTE + second * SECOND

    def owed(now_ms: int) -> bool:
        found = late_delivery_due(
            paid_ms=START, promised_ms=promised, delivered_ms=None, now_ms=now_ms, paid_cents=9_900,
            terms=CreditTerms(), force_majeure=storms,
        )  # fmt: skip
        return found.rule is not None

    at = breaks_at(promised, START, storms)
    assert owed(at) and not owed(at - 1)


@given(windows, st.integers(0, 6_000), st.one_of(st.none(), st.integers(0, 6_000)))
def test_the_verdict_and_the_credit_are_of_one_mind(storms, now: int, done: int | None) -> None:
    promised, now_ms = START + 40 * HOUR, START + now * MINUTE
    done_ms = None if done is None else START + done * MINUTE
    found = verdict(Clock("late_delivery", START, promised, done_ms, storms), now_ms)
    credit = late_delivery_due(
        paid_ms=START, promised_ms=promised, delivered_ms=done_ms, now_ms=now_ms, paid_cents=9_900,
        terms=CreditTerms(), force_majeure=storms,
    )  # fmt: skip
    assert (found.state == "broken") == (credit.rule is not None)
    assert found.late_minutes == credit.late_minutes
    assert (found.state == "excused") == (credit.why == "force_majeure")


@given(st.integers(0, 200 * 60), st.one_of(st.none(), st.integers(0, 200 * 60)))
def test_the_dispatch_clock_and_its_credit_are_of_one_mind(now: int, done: int | None) -> None:
    now_ms, done_ms = START + now * MINUTE, None if done is None else START + done * MINUTE
    found = verdict(Clock("late_dispatch", START, START + 48 * HOUR, done_ms), now_ms)
    credit = late_dispatch_due(
        paid_ms=START, collected_ms=done_ms, now_ms=now_ms, paid_cents=9_900, terms=CreditTerms()
    )
    assert (found.state == "broken", found.late_minutes) == (credit.rule is not None, credit.late_minutes)


def test_goods_sold_before_they_are_there_leave_by_the_date_that_was_announced() -> None:
    terms = CreditTerms()
    assert dispatch_due_ms(START, terms, None) == START + 48 * HOUR
    assert dispatch_due_ms(START, terms, START + 48 * HOUR) == START + 48 * HOUR
    announced = START + 15 * 24 * HOUR
    assert dispatch_due_ms(START, terms, announced) == announced
    paid = {"paid_ms": START, "collected_ms": None, "paid_cents": 9_900, "terms": terms}
    early = late_dispatch_due(now_ms=announced, announced_ms=announced, **paid)
    late = late_dispatch_due(now_ms=announced + MINUTE, announced_ms=announced, **paid)
    assert (early.rule, late.rule) == (None, "late_dispatch")
    # A mall whose card asks for more than the page announced keeps to its card.
    assert dispatch_due_ms(START, CreditTerms(dispatch_hours=24), START + 48 * HOUR) == START + 24 * HOUR


def test_where_nothing_is_promised_nothing_is_late() -> None:
    found = late_delivery_due(
        paid_ms=START, promised_ms=START + HOUR, delivered_ms=None, now_ms=START + 90 * HOUR,
        paid_cents=9_900, terms=CreditTerms(), excluded=True,
    )  # fmt: skip
    assert (found.rule, found.why) == (None, "excluded_area")


def test_an_area_is_a_province_a_city_or_a_district() -> None:
    there = {"province": "Sichuan", "city": "Chengdu", "district": "Wuhou"}
    assert in_areas(["Sichuan"], **there) and in_areas(["Tibet", "Sichuan/Chengdu"], **there)
    assert in_areas(["Sichuan/Chengdu/Wuhou"], **there)
    assert not in_areas(["Sichuan/Chengdu/Jinjiang", "Chengdu", "Sich"], **there)
    assert not in_areas([], **there)


BOOKING = {
    "state": "paid", "slot_ms": START, "now_ms": START, "in_area": True, "goods_pledged": True, "booked": False,
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "error", "code"),
    [
        ({"state": "shipped"}, IllegalTransition, "illegal_transition"),
        ({"state": "cancelled"}, IllegalTransition, "illegal_transition"),
        ({"booked": True}, Refusal, "slot_booked"),
        ({"goods_pledged": False}, Refusal, "goods_not_pledged"),
        ({"in_area": False}, Refusal, "outside_pledge_area"),
        ({"slot_ms": START - 1}, Invalid, "slot_in_the_past"),
        ({"slot_ms": START + 30 * 24 * HOUR + 1}, Invalid, "slot_too_far"),
    ],
)
def test_a_slot_is_booked_only_where_the_promise_holds(change, error, code: str) -> None:
    may_book(**BOOKING)
    with pytest.raises(error) as refused:
        may_book(**{**BOOKING, **change})
    assert refused.value.code == code


def owed(**changes):
    given_ = {
        "free": False, "credit_rule": "late_delivery", "credit_cents": 1_495, "captured_cents": 29_900,
        "refunded_cents": 0, "credit_paid_cents": 0,
    }  # fmt: skip
    return remedy(**{**given_, **changes})


def test_a_late_order_is_owed_one_thing_and_once() -> None:
    assert owed()[1:] == ("payout", 1_495, 1_495)
    assert owed(credit_paid_cents=1_495).open_cents == 0
    assert owed(credit_rule=None, credit_cents=0) is None
    assert owed(free=True) == ("day_or_free", "refund", 29_900, 29_900)
    assert owed(free=True, refunded_cents=29_900).open_cents == 0
    # The credit went out before the day was over: it counts towards the price.
    assert owed(free=True, credit_paid_cents=1_495).open_cents == 28_405


def test_records_move_only_as_the_table_says() -> None:
    states = {state for state, _ in TRANSITIONS} | set(TRANSITIONS.values())
    for state in states:
        for action in ("break", "keep", "drop", "excuse"):
            if (state, action) in TRANSITIONS:
                assert after(state, action) == TRANSITIONS[state, action]
            else:
                with pytest.raises(IllegalTransition):
                    after(state, action)
