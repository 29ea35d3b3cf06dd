"""Money, chance, JSON and words: plain functions of plain values."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import json, words
from core.context.work import singular
from core.errors import Refusal
from core.ids import CountingIds, hashed, readable_code
from core.money import part_of, split_by_shares
from core.rng import draw


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**7), min_size=1, max_size=50).filter(any))
def test_a_discount_is_split_over_lines_to_the_fen(total: int, shares: list[int]) -> None:
    parts = split_by_shares(total, shares)
    assert sum(parts) == total
    exact = [total * share / sum(shares) for share in shares]
    assert all(abs(part - want) < 1 + 1e-6 * want for part, want in zip(parts, exact, strict=True))
    if total <= sum(shares):
        assert all(part <= share for part, share in zip(parts, shares, strict=True))
    assert split_by_shares(-total, shares) == [-part for part in parts]


def test_what_rounding_leaves_goes_to_the_largest_remainder_and_the_earlier_line() -> None:
    assert split_by_shares(100, [1, 1, 1]) == [34, 33, 33]
    assert split_by_shares(5, [0, 10, 30]) == [0, 1, 4]
    assert split_by_shares(0, [0, 0]) == [0, 0]
    with pytest.raises(ValueError):
        split_by_shares(1, [0, 0])
    with pytest.raises(ValueError):
        split_by_shares(1, [2, -1])


def test_a_share_in_basis_points_rounds_halves_up() -> None:
    assert (part_of(1_999, 500), part_of(10, 500), part_of(9, 500), part_of(-10, 500)) == (100, 1, 0, -1)


def test_a_draw_depends_on_what_it_is_for_and_on_nothing_else() -> None:
    assert draw(7, 1, "case:3", "arrival").unit() == draw(7, 1, "case:3", "arrival").unit()
    others = [
        draw(8, 1, "case:3", "arrival"), draw(7, 2, "case:3", "arrival"), draw(7, 1, "case:4", "arrival"),
        draw(7, 1, "case:3", "patience"), draw(7, 1, "case:3", "arrival", 1),
    ]  # fmt: skip
    assert len({d.bits() for d in others} | {draw(7, 1, "case:3", "arrival").bits()}) == 6
    assert [draw(7, 1, "x", "y").below(1000), draw(7, 1, "x", "z").between(5, 9)] == [123, 7]


def test_draws_are_as_even_as_they_say() -> None:
    many = draw(1, 1, "mall", "evenness")
    units = [many.unit() for _ in range(20_000)]
    assert abs(sum(units) / len(units) - 0.5) < 0.01 and min(units) >= 0 and max(units) < 1
    sixes = [many.between(1, 6) for _ in range(12_000)]
    assert all(1_800 < sixes.count(face) < 2_200 for face in range(1, 7))
    times = sorted(many.lognormal(10_000, 0.5) for _ in range(9_001))
    assert abs(times[4_500] - 10_000) < 400
    heights = [many.normal(170, 7) for _ in range(9_000)]
    assert abs(sum(heights) / len(heights) - 170) < 0.5
    picked = [many.weighted([("a", 3.0), ("never", 0.0), ("b", 1.0)]) for _ in range(8_000)]
    assert picked.count("never") == 0 and abs(picked.count("a") - 6_000) < 200
    assert sorted(many.shuffled(range(20))) == list(range(20))
    with pytest.raises(ValueError):
        many.pick([])


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b'{"a": NaN}', "json_malformed"),
        (b"[Infinity]", "json_malformed"),
        (b"[1e999]", "json_malformed"),
        (b'{"a": "\\ud800"}', "json_malformed"),
        (b'{"a": "\xed\xa0\x80"}', "json_malformed"),
        (b'{"a": ', "json_malformed"),
        (b"", "json_malformed"),
        (b'{"a": 9007199254740992}', "json_number_out_of_range"),
        (b"[-9007199254740992]", "json_number_out_of_range"),
        (b"[18446744073709551616]", "json_number_out_of_range"),
        (b"[1e300]", "json_number_out_of_range"),
        (b'{"a": "x\\u0000y"}', "json_text_not_allowed"),
        (b'{"x\\u0000y": 1}', "json_text_not_allowed"),
        (b"[" * 30 + b"]" * 30, "json_too_deep"),
        (b"[" * 5_000 + b"]" * 5_000, "json_malformed"),
        (b"[" + b"1," * 30_000 + b"1]", "json_too_many_values"),
        (b"[" * 25_000, "json_too_many_values"),
        (b'"' + b"a" * 300_000 + b'"', "body_too_large"),
    ],
)
def test_json_that_not_every_part_can_keep_is_refused_without_repeating_it(body: bytes, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        json.read(body)
    assert caught.value.code == code
    assert caught.value.__cause__ is None
    assert set(caught.value.params) <= {"limit"}
    assert caught.value.status == (413 if code == "body_too_large" else 422)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e15, 1e15)
        | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec="utf-8", exclude_characters="\x00")), inner, max_size=4),
        max_leaves=20,
    )
)  # fmt: skip
def test_honest_json_comes_back_unchanged(value: object) -> None:
    assert json.read(json.dumps(value)) == value


@given(st.binary(max_size=200))
def test_no_bytes_whatever_are_more_than_a_refusal(body: bytes) -> None:
    try:
        value = json.read(body)
    except Refusal:
        return
    assert not (isinstance(value, float) and math.isnan(value))


def test_codes_to_be_typed_have_no_letters_that_look_alike() -> None:
    code = readable_code(CountingIds(), 200)
    assert len(code) == 200 and not set(code) & set("0O1IL")
    assert hashed("a") != hashed("b") and len(hashed("a")) == 64


def test_words_come_from_who_knows_them_and_else_the_code_itself() -> None:
    def pack(language: str, section: str, code: str, params: object) -> str | None:
        return f"{language}:{code}" if section == "tests" else None

    words.install(pack)
    assert words.say("en", "tests", "arrived") == "en:arrived"
    assert words.say("en", "tests_unknown", "arrived") == "arrived"


@pytest.mark.parametrize(
    ("table", "one"),
    [
        ("orders", "order"),
        ("categories", "category"),
        ("addresses", "address"),
        ("quick_replies", "quick_reply"),
    ],
)
def test_one_thing_of_a_table_is_called_by_its_singular(table: str, one: str) -> None:
    assert singular(table) == one
