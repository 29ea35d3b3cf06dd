"""What the warehouse goes by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import IllegalTransition, Refusal
from shop.fulfilment import rules

HOUR = 3_600_000


@pytest.mark.parametrize(
    ("step", "action", "missing"),
    [
        ("to_pick", "scan", "not_picked"),
        ("to_pick", "ship", "not_picked"),
        ("picked", "ship", "not_packed"),
        ("picked", "label", "not_packed"),
        ("packed", "ship", "not_weighed"),
        ("packed", "label", "not_weighed"),
        ("weighed", "ship", "waybill_missing"),
        ("weighed", "print", "waybill_missing"),
    ],
)
def test_what_comes_too_early_is_refused_by_the_name_of_what_is_missing(step, action, missing) -> None:
    with pytest.raises(Refusal) as refused:
        rules.after(step, action)
    assert refused.value.code == missing


@pytest.mark.parametrize(
    ("step", "action"), [("packed", "pack"), ("labelled", "weigh"), ("shipped", "ship"), ("dropped", "scan")]
)
def test_what_comes_too_late_is_an_illegal_transition(step, action) -> None:
    with pytest.raises(IllegalTransition):
        rules.after(step, action)


def test_a_carton_may_be_opened_until_it_has_left() -> None:
    assert {state: rules.after(state, "unpack") for state in ("packed", "weighed", "labelled")} == {
        "packed": "picked", "weighed": "picked", "labelled": "picked",
    }  # fmt: skip
    with pytest.raises(IllegalTransition):
        rules.after("shipped", "unpack")


def test_an_order_is_late_from_the_first_instant_after_its_deadline() -> None:
    due = 100 * HOUR
    standing = {left: rules.deadline(due, due - left).standing for left in (5 * HOUR, 4 * HOUR, 0, -1)}
    assert standing == {5 * HOUR: "fine", 4 * HOUR: "soon", 0: "soon", -1: "late"}
    assert rules.deadline(None, due).standing == "none"


def test_goods_lie_where_their_code_says() -> None:
    assert rules.location(1, "KT-007", "KT-007-2") == "A-02-3-2"
    assert rules.location(12, "ST-025", "ST-025-1") == "L-07-1-1"
    assert rules.location(3, "no number", "no number") == rules.location(3, "no number", "no number")


@given(st.integers(1, 9_999_999_999))
def test_a_barcode_names_its_variant_and_no_misread_digit_passes(variant) -> None:
    code = rules.barcode(variant)
    assert rules.variant_of_barcode(code) == variant
    wrong = code[:5] + str((int(code[5]) + 1) % 10) + code[6:]
    assert rules.variant_of_barcode(wrong) is None


def test_a_barcode_is_an_ean_13() -> None:
    # 20 0000000001 and the check digit by the textbook: 3 x the sum of even places + the sum of odd ones.
    assert rules.barcode(1) == "2000000000015"
    assert rules.variant_of_barcode("6901234567892") is None


@pytest.mark.parametrize(
    ("expected", "allowed"), [(200, 30), (1_000, 30), (1_001, 30), (2_000, 60), (20_000, 600)]
)
def test_the_scales_may_be_off_by_thirty_grams_or_three_percent(expected, allowed) -> None:
    assert rules.tolerance_g(expected) == allowed
    rules.check_weight(expected + allowed, expected, "")
    with pytest.raises(Refusal) as refused:
        rules.check_weight(expected + allowed + 1, expected, "")
    assert refused.value.code == "weight_off"
    rules.check_weight(expected + allowed + 1, expected, "a stone in it")
