"""Ten thousand random tables and parcels: the rules and the slow reference agree to the cent."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logistics.rates.checks import check
from logistics.rates.rules import price
from logistics.rates.values import Parcel, Piece, Priced, RateTable, Refused, Rounding
from logistics.rates.weights import rounded
from logistics.rates.words import of_refusal, wire_steps
from logistics.rates.zones import Index
from tests.logistics.rates import drawn
from tests.logistics.rates.reference import charged_weight, fee_cents

TABLES, PARCELS = 2_000, 5
AMOUNT = re.compile(r"(-?\d+)\.(\d\d)(?: 元)?$")


def shipment(raw: dict[str, Any]) -> Parcel:
    pieces = tuple(Piece(p["weight_g"], tuple(p["size_mm"])) for p in raw["pieces"])
    return Parcel(pieces, frozenset(raw["flags"]), raw["insured_cents"], raw["goods_cents"])


def spoken_cents(text: str) -> int:
    """The amount at the end of a sentence."""
    found = AMOUNT.search(text)
    assert found, text
    amount = int(found[1].lstrip("-")) * 100 + int(found[2])
    return -amount if found[1].startswith("-") else amount


def agrees(raw_table: dict[str, Any], index: Index, zone: str, raw: dict[str, Any]) -> bool:
    """Whether it was priced at all; fails where the rules and the reference differ."""
    expected, found = fee_cents(raw_table, zone, raw), price(index, shipment(raw), zone=zone)
    if isinstance(found, Refused):
        assert expected is None, (raw_table, zone, raw, found)
        assert all(of_refusal(found))
        return False
    assert found.fee_cents == expected, (raw_table, zone, raw, found)
    assert sum(step.amount_cents or 0 for step in found.steps) == found.fee_cents
    steps = wire_steps(found.steps)
    for language in ("zh", "en"):
        said = [spoken_cents(s[language]) for s in steps if s["amount_cents"] is not None]
        told = [s["amount_cents"] for s in steps if s["amount_cents"] is not None]
        assert said == told
    return True


@pytest.mark.parametrize("part", range(4))
def test_ten_thousand_random_parcels_cost_what_the_reference_says(part: int) -> None:
    rng, priced = Random(f"rates/{part}"), 0
    for _ in range(TABLES // 4):
        raw_table = drawn.table(rng)
        index = Index(RateTable.model_validate(raw_table))
        codes = list(index.zones)
        for _ in range(PARCELS):
            priced += agrees(raw_table, index, rng.choice(codes), drawn.parcel(rng))
    assert priced > TABLES * PARCELS // 4 // 2


@given(seed=st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_a_drawn_table_is_sound_and_agrees(seed: int) -> None:
    rng = Random(seed)
    raw_table = drawn.table(rng)
    table = RateTable.model_validate(raw_table)
    assert check(table) == []
    for zone in table.zones:
        agrees(raw_table, Index(table), zone.code, drawn.parcel(rng))


@given(
    grams=st.integers(1, 250_000), divisor=st.sampled_from([3000, 4800, 6000, 8000, 12000]),
    kind=st.sampled_from(drawn.KINDS), step=st.sampled_from([100, 500, 1000]), limit=st.sampled_from([20_000, 100_000]),
)  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_a_weight_is_rounded_as_the_reference_rounds_it(
    grams: int, divisor: int, kind: Any, step: int, limit: int
) -> None:
    from fractions import Fraction

    rule = Rounding(kind=kind, step_g=step, limit_g=limit)
    parts = grams * divisor // 7  # any weight, whole grams or not
    found = rounded(parts, divisor, rule)
    assert Fraction(found, divisor * 1000) == charged_weight(
        Fraction(parts, divisor * 1000), rule.model_dump()
    )


@given(seed=st.integers(0, 2**32), more=st.integers(1, 5000))
@settings(max_examples=150, deadline=None)
def test_more_weight_never_costs_less_by_first_weight_and_steps(seed: int, more: int) -> None:
    rng = Random(seed)
    raw = {**drawn.table(rng), "discount": None, "free": [], "limits": [], "bans": []}
    raw["zones"] = [{**zone, "mode": "first_step", "bands": []} for zone in raw["zones"]]
    index = Index(RateTable.model_validate(raw))
    weight = rng.randint(1, 60_000)
    light, heavy = (price(index, Parcel((Piece(grams),)), zone="1") for grams in (weight, weight + more))
    assert isinstance(light, Priced) and isinstance(heavy, Priced)
    assert light.fee_cents <= heavy.fee_cents
