"""What the rate table lets a waybill say."""

from __future__ import annotations

from typing import Any

from logistics.rates.regions import mainland
from logistics.rates.service import activate, import_table
from logistics.waybills.rules import check_form
from logistics.waybills.terms import terms_of
from tests.conftest import Act
from tests.logistics.build import roads
from tests.logistics.waybills.sample import form

TABLE: dict[str, Any] = {
    "code": "HY",
    "carrier": "HY",
    "valid_from": "2026-01-01",
    "not_served": sorted({*mainland(), "81", "82", "71"} - {"33", "51", "65"}),
    "zones": [
        {"code": "1", "provinces": ["33", "51"], "first_g": 1000, "first_cents": 600, "step_g": 1000, "step_cents": 100},
        {"code": "2", "provinces": ["65"], "first_g": 1000, "first_cents": 900, "step_g": 1000, "step_cents": 300},
    ],
    "limits": [{"weight_g": 30_000, "longest_mm": 1_500}, {"weight_g": 20_000, "zones": ["2"]}],
    "bans": [{"flag": "liquid", "zones": ["2"]}],
}  # fmt: skip


def test_an_address_outside_the_table_and_goods_banned_on_the_way_are_stopped(act: Act) -> None:
    with act() as ctx:
        roads(ctx)
        assert check_form(form(receiver_province="月球"), terms_of(ctx, carrier_id=1, province="月球")) == ()
        activate(ctx, rate_table_id=import_table(ctx, document=TABLE, source="test"))
    with act() as ctx:
        near = terms_of(ctx, carrier_id=1, province="四川省", city="成都市")
        far = terms_of(ctx, carrier_id=1, province="新疆维吾尔自治区")
        away = terms_of(ctx, carrier_id=1, province="广东省")
    assert (near.most_g, near.longest_mm, near.bans) == (30_000, 1_500, frozenset())
    assert (far.most_g, far.longest_mm, far.bans) == (20_000, 1_500, frozenset({"liquid"}))
    bottle = frozenset({"liquid"})
    assert check_form(form(flags=bottle), near) == ()
    there = form(receiver_province="新疆维吾尔自治区", flags=bottle, weight_g=25_000)
    assert [p.code for p in check_form(there, far)] == ["goods_banned", "weight_over"]
    stopped = check_form(form(receiver_province="广东省"), away)
    assert [(p.field, p.code) for p in stopped] == [("receiver.province", "address_not_served")]
    assert stopped[0].params == {"province": "广东省", "carrier": "Heyou Express"}
