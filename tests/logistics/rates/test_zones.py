"""From a destination to its zone: the narrowest wins."""

from __future__ import annotations

from typing import Any

import pytest

from logistics.rates.regions import mainland, province_code
from logistics.rates.values import Place, RateTable
from logistics.rates.zones import Index

HOME = Place("33", "金华市", "321000")


def index(*zones: dict[str, Any], **more: Any) -> Index:
    return Index(RateTable.model_validate({"code": "T", "valid_from": "2026-01-01", "zones": zones, **more}))


def found(table: Index, to: Place, origin: Place | None = HOME) -> str | None:
    zone = table.find(origin, to)
    return None if zone is None else zone.code


def test_postcode_before_city_before_province_before_elsewhere() -> None:
    table = index(
        {"code": "far", "relation": "elsewhere"},
        {"code": "sc", "provinces": ["51"]},
        {"code": "city", "cities": ["51:绵阳市|Mianyang"]},
        {"code": "post", "postcodes": ["6217"]},
        {"code": "street", "postcodes": ["621700"]},
    )
    assert found(table, Place("65", "乌鲁木齐市")) == "far"
    assert found(table, Place("51", "成都市", "610000")) == "sc"
    assert (
        found(table, Place("51", "绵阳市"))
        == found(table, Place("51", "绵阳"))
        == found(table, Place("51", "mianyang"))
        == "city"
    )
    assert found(table, Place("51", "绵阳市", "621799")) == "post"
    assert found(table, Place("51", "绵阳市", "621700")) == "street"
    assert found(table, Place("44", "绵阳市")) == "far"  # a city of that name elsewhere


def test_same_city_and_same_province_follow_the_origin() -> None:
    table = index(
        {"code": "near", "relation": "same_city"},
        {"code": "prov", "relation": "same_province"},
        {"code": "rest", "relation": "elsewhere"},
    )
    assert found(table, Place("33", "金华")) == "near"
    assert found(table, Place("33", "杭州市")) == "prov"
    assert found(table, Place("31", "上海市")) == "rest"
    assert found(table, Place("33", "金华"), origin=None) == "rest"


def test_prices_of_an_origin_go_before_those_of_any() -> None:
    table = index(
        {"code": "any", "provinces": ["13", "44"]},
        {"code": "jx-he", "origin": "JX", "provinces": ["13"]},
        origins=[{"code": "JX", "provinces": ["36"]}],
    )
    assert found(table, Place("13"), Place("36")) == "jx-he"
    assert found(table, Place("13"), Place("42")) == "any"
    assert found(table, Place("44"), Place("36")) == "any"


def test_what_is_not_served_has_no_zone_even_where_elsewhere_is_priced() -> None:
    table = index({"code": "rest", "relation": "elsewhere"}, not_served=["81"])
    assert found(table, Place("81")) is None
    assert found(table, Place("71")) == "rest"


@pytest.mark.parametrize("name", ["四川省", "四川", "Sichuan", "sichuan ", "51"])
def test_a_province_is_known_by_its_names(name: str) -> None:
    assert province_code(name) == "51"


def test_thirty_one_mainland_provinces_and_three_regions() -> None:
    assert len(mainland()) == 31
    assert [province_code(name) for name in ("香港", "Macau", "台湾省", "Atlantis")] == [
        "81",
        "82",
        "71",
        None,
    ]
