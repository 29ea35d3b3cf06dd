"""Which waybills are stopped, what is masked, and the routing code."""

from __future__ import annotations

from typing import Any

import pytest

from logistics.waybills.rules import check_form, check_phone, mask_name, mask_phone, masked, segments
from logistics.waybills.values import FormProblem, Terms
from tests.logistics.waybills.sample import RECEIVER, TERMS, form


def test_a_faultless_form_passes() -> None:
    assert check_form(form(), TERMS) == ()


def test_a_phone_with_a_missing_digit_is_stopped() -> None:
    assert check_form(form(receiver_phone="1380013882"), TERMS) == (
        FormProblem("receiver.phone", "phone_digits", {"digits": 10, "need": 11}),
    )


def test_an_address_outside_the_zone_table_is_stopped() -> None:
    assert check_form(form(receiver_province="海外"), TERMS) == (
        FormProblem("receiver.province", "address_not_served", {"province": "海外", "carrier": "HY"}),
    )
    assert check_form(form(receiver_province="海外"), Terms("HY")) == ()


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"receiver_name": " "}, "receiver.name", "name_missing"),
        ({"receiver_name": "123"}, "receiver.name", "name_missing"),
        ({"receiver_phone": ""}, "receiver.phone", "phone_missing"),
        ({"receiver_phone": "call me"}, "receiver.phone", "phone_format"),
        ({"receiver_province": ""}, "receiver.province", "province_missing"),
        ({"receiver_city": ""}, "receiver.city", "city_missing"),
        ({"receiver_district": ""}, "receiver.district", "district_missing"),
        ({"receiver_street": "  "}, "receiver.street", "street_missing"),
        ({"sender_phone": "129000088001"}, "sender.phone", "phone_digits"),
        ({"goods_note": ""}, "goods_note", "goods_missing"),
        ({"goods_note": "x" * 61}, "goods_note", "goods_too_long"),
        ({"flags": frozenset({"liquid", "fragile"})}, "goods_note", "goods_banned"),
        ({"weight_g": 0}, "weight_g", "weight_missing"),
        ({"weight_g": 30_001}, "weight_g", "weight_over"),
        ({"size_mm": None}, "size_mm", "size_missing"),
        ({"size_mm": (1_600, 20, 20)}, "size_mm", "size_over"),
        ({"pieces": 0}, "pieces", "pieces_wrong"),
    ],
)
def test_each_fault_is_named_with_its_field(changes: dict[str, Any], field: str, code: str) -> None:
    found = check_form(form(**changes), TERMS)
    assert [(problem.field, problem.code) for problem in found] == [(field, code)]


def test_every_fault_is_named_at_once() -> None:
    found = check_form(form(receiver_name="", receiver_phone="1380013", weight_g=0), TERMS)
    assert [problem.code for problem in found] == ["name_missing", "phone_digits", "weight_missing"]


@pytest.mark.parametrize(
    "phone",
    ["13800138821", "0579-88881234", "0579 8888 1234", "010-65881234", "02165881234", "0579-88881234-802",
     "400-888-1234", "13800138821-1234", "13800138821转1234"],
)  # fmt: skip
def test_numbers_that_can_be_dialled(phone: str) -> None:
    assert check_phone(phone) is None


@pytest.mark.parametrize(
    ("phone", "code"),
    [
        ("138001388210", "phone_digits"),
        ("138-0013-882", "phone_digits"),
        ("88881234", "phone_format"),
        ("0579-888123", "phone_format"),
        ("0579-08881234", "phone_format"),
        ("1380013882l", "phone_format"),
        ("+86 13800138821", "phone_format"),
    ],
)
def test_numbers_nobody_can_dial(phone: str, code: str) -> None:
    found = check_phone(phone)
    assert found is not None and found[0] == code


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13800138821", "138****8821"),
        ("0579-88881234", "0579****1234"),
        ("010-65881234", "010****1234"),
        ("13800138821-1234", "138****8821"),
        ("13800138821转1234", "138****8821"),
        ("0579-88881234-802", "0579****1234"),
        ("400-888-1234", "400****1234"),
        ("12345", "*****"),
    ],
)
def test_a_number_on_a_label_shows_its_ends_only(phone: str, shown: str) -> None:
    assert mask_phone(phone) == shown


def test_a_name_on_a_label_shows_its_first_sign_only() -> None:
    assert [mask_name(name) for name in ("王小满", "欧阳修", "Emma Wood", "")] == ["王**", "欧**", "E**", ""]
    hidden = masked(RECEIVER["zh-CN"])
    assert (hidden.name, hidden.phone) == ("王**", "138****8821")
    assert hidden.street == RECEIVER["zh-CN"].street


def test_neighbours_share_a_routing_code_and_the_same_address_always_has_the_same_one() -> None:
    here = segments("cd", "成都市", "武侯区", "天府大道 1480 号 6 栋 1804 室")
    assert here == segments("cd", "成都市", "武侯区", "天府大道 1482 号 2 栋 305 室")
    assert here[0] == "CD" and len(here[1]) == 3 and len(here[2]) == 2
    assert here[1] != segments("cd", "成都市", "锦江区", "天府大道 1480 号")[1]
    assert here == ("CD", "793", "03")
