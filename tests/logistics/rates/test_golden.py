"""Fees worked by hand: from the shared public table, and for every rule of our own."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from logistics.rates.rules import price
from logistics.rates.values import Parcel, Piece, Place, Priced, RateTable, Refused
from seed.packs.loader import load_pack

HERE = Path(__file__).parent
SHARED = HERE.parents[3] / "shared" / "data" / "rates.csv"
CASES = yaml.safe_load((HERE / "golden_public.yaml").read_text("utf-8"))


def cents(value: Any) -> int:
    return int(Decimal(str(value)) * 100)


def grams(value: Any) -> int:
    return int(Decimal(str(value)) * 1000)


def table_of_row(row: dict[str, str], remark: dict[str, Any]) -> RateTable:
    """One row of the public table as a rate table of one zone."""
    zone: dict[str, Any] = {
        "code": "Z", "relation": "elsewhere", "first_g": int(row["first_weight_g"]), "first_cents": cents(row["first_fee"]),
        "step_g": int(row["step_weight_g"]), "step_cents": cents(row["step_fee"]),
    }  # fmt: skip
    if remark.get("flat"):
        zone["mode"] = "flat"
    elif remark.get("per_kg"):
        zone |= {"mode": "per_kg", "proportional": True, "rounding": {"kind": "exact"}}
    elif remark.get("bands"):
        ends = [0] + [grams(kg) for kg, _ in remark["bands"]]
        fees = [cents(fee) for _, fee in remark["bands"]]
        zone["bands"] = [
            {"from_g": a, "to_g": b, "cents": c} for a, b, c in zip(ends, ends[1:], fees, strict=False)
        ]
        zone |= {"mode": "bands", "proportional": bool(remark.get("exact"))}
        if remark.get("exact"):
            zone["rounding"] = {"kind": "exact"}
    document: dict[str, Any] = {
        "code": "PUBLIC", "valid_from": "2025-01-01", "divisor": int(row["volumetric_divisor"]), "zones": [zone],
    }  # fmt: skip
    if "extra" in remark:
        document["surcharges"] = [{"code": "city", "cents": cents(remark["extra"])}]
    if "discount" in remark:
        above, off, most = remark["discount"]
        document["discount"] = {"from_g": grams(above), "cents_per_kg": cents(off), "most_ppm": most * 10_000}
    return RateTable.model_validate(document)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared public table is not beside this checkout")
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"row{case['row']}-{case['kg']}kg")
def test_a_row_of_the_public_table_costs_what_was_worked_by_hand(case: dict[str, Any]) -> None:
    rows = list(csv.DictReader(SHARED.open(encoding="utf-8")))
    table = table_of_row(rows[case["row"] - 1], case.get("as", {}))
    size = tuple(10 * side for side in case.get("cm", (0, 0, 0)))
    priced = price(table, Parcel((Piece(grams(case["kg"]), size),)), zone="Z")
    assert isinstance(priced, Priced) and priced.fee_cents == cents(case["fee"]), case["why"]


def own(**more: Any) -> RateTable:
    """A table of an invented carrier: 14.00 and 8.00 per further kilogram, everywhere."""
    zone = {
        "code": "3",
        "relation": "elsewhere",
        "first_cents": 1400,
        "step_cents": 800,
        **more.pop("zone", {}),
    }
    return RateTable.model_validate({"code": "HY", "valid_from": "2026-01-01", "zones": [zone], **more})


def fee(table: RateTable, *pieces: Piece, **more: Any) -> int:
    priced = price(table, Parcel(pieces, **more), zone="3")
    assert isinstance(priced, Priced), priced
    return priced.fee_cents


PER_GRAM = {"mode": "per_kg", "step_g": 100, "step_cents": 1, "proportional": True}  # a cent for 100 g


@pytest.mark.parametrize(
    ("kind", "kg", "charged_kg"),
    [
        ("up", "3.001", "4"), ("up", "3", "3"), ("exact", "3.1", "3.1"),
        ("half_kg", "3.2", "3.5"), ("half_kg", "3.5", "3.5"), ("half_kg", "99.9", "100"), ("half_kg", "100.4", "100"), ("half_kg", "100.5", "101"),
        ("2378", "3.24", "3.2"), ("2378", "3.25", "3.3"), ("2378", "9.95", "10"), ("2378", "10.2", "10"), ("2378", "10.24", "10"),
        ("2378", "10.25", "10.5"), ("2378", "10.3", "10.5"), ("2378", "10.7", "10.5"), ("2378", "10.74", "10.5"), ("2378", "10.75", "11"),
        ("2378", "10.8", "11"), ("2378", "99.9", "100"), ("2378", "100.49", "100"), ("2378", "100.5", "101"), ("2378", "0.04", "0.1"),
    ],
)  # fmt: skip
def test_each_way_of_rounding_a_weight(kind: str, kg: str, charged_kg: str) -> None:
    table = own(zone={**PER_GRAM, "rounding": {"kind": kind}})
    priced = price(table, Parcel((Piece(grams(kg)),)), zone="3")
    assert isinstance(priced, Priced)
    assert priced.chargeable_g == grams(charged_kg) and priced.fee_cents == grams(charged_kg) // 100


def test_the_box_of_the_scenario_counts_by_volume_on_both_cards() -> None:
    tables = {table.code: table for table in load_pack("zh-CN").rate_tables}
    box = Parcel((Piece(3200, (400, 300, 300)),))
    for code, expected, wrong in (("HY", 5400, 3800), ("XD", 6700, 4900)):
        priced = price(tables[code], box, zone="3")
        assert isinstance(priced, Priced) and priced.fee_cents == expected
        light = price(tables[code], Parcel((Piece(3200),)), zone="3")
        assert (
            isinstance(light, Priced) and light.fee_cents == wrong
        )  # what a trainee says who forgets the volume


def test_thirty_lamps_are_one_shipment_not_thirty() -> None:
    table = {table.code: table for table in load_pack("en").rate_tables}["HY"]
    together = price(table, Parcel((Piece(800),) * 30), zone="2")
    assert isinstance(together, Priced) and together.fee_cents == 900 + 23 * 300


def test_pieces_are_added_before_they_are_rounded() -> None:
    # 1.2 + 1.2 + 1.2 = 3.6 -> 4 kg: 14 + 3 x 8; alone each would count 2 kg.
    assert fee(own(), Piece(1200), Piece(1200), Piece(1200)) == 3800
    # The light big one counts by its volume (6 kg), the heavy small one by its weight (2.5 kg): 8.5 -> 9 kg.
    assert fee(own(), Piece(500, (400, 300, 300)), Piece(2500, (100, 100, 100))) == 1400 + 8 * 800


def test_a_hair_above_a_kilogram_by_volume_is_the_next_kilogram() -> None:
    # 60.001 x 10 x 10 cm would be 1.00002 kg: the sides are whole millimetres, 601 x 100 x 100 mm.
    assert fee(own(), Piece(1, (600, 100, 100))) == 1400
    assert fee(own(), Piece(1, (601, 100, 100))) == 2200


@pytest.mark.parametrize("divisor", [12000, 8000, 6000, 5000, 4800, 3000])
def test_a_zone_may_have_a_divisor_of_its_own(divisor: int) -> None:
    table = own(
        zone={
            "divisor": divisor,
            "mode": "per_kg",
            "step_g": 1000,
            "step_cents": 100,
            "proportional": True,
            "rounding": {"kind": "exact"},
        }
    )
    # 60 x 40 x 50 cm = 120 000 cm3
    assert fee(table, Piece(1, (600, 400, 500))) == 120_000 * 100 // divisor


def test_surcharges_in_their_ways() -> None:
    extra = {
        "surcharges": [
            {"code": "remote", "cents": 1000, "zones": ["3"]},
            {"code": "elsewhere", "cents": 9999, "provinces": ["65"]},
            {"code": "oversize", "cents": 500, "per": "piece", "over": {"longest_mm": 1200}},
            {"code": "lift", "cents": 20, "per": "kg"},
            {"code": "fuel", "ppm": 62_500},
        ]
    }
    # 2 pieces, one too long: 40 + 3 x 20 ... weights 2 + 1.5 = 3.5 -> 4 kg: 14 + 24 = 38; + 10 + 5 + 0.80 + 2.375 -> 2.38
    assert fee(own(**extra), Piece(2000, (1201, 10, 10)), Piece(1500)) == 3800 + 1000 + 500 + 80 + 238


def test_insurance_has_a_least_fee() -> None:
    table = own(insurance={"ppm": 5000, "min_cents": 100})
    assert fee(table, Piece(500), insured_cents=100_000) == 1400 + 500
    assert fee(table, Piece(500), insured_cents=5_000) == 1400 + 100
    assert price(own(), Parcel((Piece(500),), insured_cents=1), zone="3") == Refused("not_insured", {})


def test_the_last_yuan_is_rounded_half_up() -> None:
    assert fee(own(whole_yuan=True, surcharges=[{"code": "fuel", "cents": 49}]), Piece(500)) == 1400
    assert fee(own(whole_yuan=True, surcharges=[{"code": "fuel", "cents": 50}]), Piece(500)) == 1500


def test_free_from_a_value_of_the_goods_except_where_it_is_not() -> None:
    shop = {table.code: table for table in load_pack("zh-CN").rate_tables}["SHOP"]
    paid = [price(shop, Parcel((Piece(1),), goods_cents=goods), to=Place("65")) for goods in (5899, 5900)]
    assert [p.fee_cents for p in paid if isinstance(p, Priced)] == [1500, 0]
    assert isinstance(price(shop, Parcel((Piece(1),), goods_cents=99_000), to=Place("81")), Refused)


@pytest.mark.parametrize(
    ("parcel", "code"),
    [
        (Parcel((Piece(500),), frozenset({"battery"})), "banned"),
        (Parcel((Piece(30_001),)), "over_weight"),
        (Parcel((Piece(500), Piece(500, (1501, 10, 10)))), "over_length"),
        (Parcel((Piece(500, (1000, 600, 500)),)), "over_girth"),
        (Parcel((Piece(500),), insured_cents=100_001), "insured_too_high"),
        (Parcel((Piece(0),)), "weight_missing"),
        (Parcel(()), "weight_missing"),
    ],
)
def test_what_a_carrier_does_not_take_is_refused_by_name(parcel: Parcel, code: str) -> None:
    table = own(
        bans=[{"flag": "battery", "zones": ["3"]}],
        limits=[{"weight_g": 30_000, "longest_mm": 1500, "girth_mm": 3000}],
        insurance={"ppm": 5000, "most_cents": 100_000},
    )
    refused = price(table, parcel, zone="3")
    assert isinstance(refused, Refused) and refused.code == code
    assert isinstance(price(table, Parcel((Piece(30_000, (1000, 500, 500)),)), zone="3"), Priced)
