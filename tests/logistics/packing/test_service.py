"""The packing book: written, undone, bound to the parcel, and what the roads make of it."""

from __future__ import annotations

from typing import Any

import pytest

from core.errors import Refusal
from core.events.log import read_log
from logistics.consignments.service import cancel_consignment
from logistics.packing.queries import damage_odds, packings, packings_of, shelf
from logistics.packing.service import pack, unpack
from tests.conftest import Act
from tests.logistics.build import parcel, roads
from tests.support.supplies import install_supplies

TEAPOT = {"ref": "line:1", "size_mm": [220, 180, 150], "weight_g": 620, "flags": ["fragile"]}
BOOK = {"ref": "line:2", "size_mm": [200, 140, 30], "weight_g": 400, "flags": []}
WELL = {
    "goods": [TEAPOT],
    "carton": "PO-3",
    "materials": {"AIR-COLUMN": 1, "FRAGILE": 1, "TAPE": 1, "FILLER": 3},
    "note": "玻璃茶壶",
}
PLAIN = {"goods": [BOOK], "carton": "PO-5", "materials": {"TAPE": 1, "FILLER": 4}}


@pytest.fixture(autouse=True)
def _bench() -> None:
    install_supplies()


def test_a_parcel_of_two_pieces_is_written_down_and_bound_by_its_label(act: Act) -> None:
    with act("agent:1") as ctx:
        roads(ctx)
        ids = pack(ctx, reference="sample:1", parcels=[WELL, PLAIN])
    with act() as ctx:
        rows = packings(ctx, "sample:1")
        assert [row["id"] for row in rows] == ids
        first, second = rows
        assert (first["piece"], first["pieces"], first["carton"], first["note"]) == (1, 2, "PO-3", "玻璃茶壶")
        assert (
            first["weight_g"] == 1_236 and first["size_mm"] == [438, 218, 278] and first["cost_cents"] == 438
        )
        assert first["marks"] == ["fragile", "this_side_up"] and first["damage_permille"] == 27
        assert second["refs"] == ["line:2"] and second["damage_permille"] == 9
        logged = read_log(ctx.session, ctx.mall_id, kinds=["logistics.parcel.packed"])
        assert len(logged) == 1 and logged[0].subject == "sample:1"
        number = parcel(ctx, "sample:1")
    with act() as ctx:
        assert [row["consignment_id"] for row in packings_of(ctx, number)] == [number, number]
        assert damage_odds(ctx, number) == 36  # either piece: 1 - 0.973 x 0.991


def test_cartons_of_a_void_label_wait_for_the_next_one(act: Act) -> None:
    with act("agent:1") as ctx:
        roads(ctx)
        pack(ctx, reference="sample:1", parcels=[WELL])
        first = parcel(ctx, "sample:1")
    with act("agent:1") as ctx:
        cancel_consignment(ctx, consignment_id=first)
    with act("agent:1") as ctx:
        assert packings_of(ctx, first) == []
        second = parcel(ctx, "sample:1")
    with act("agent:1") as ctx:
        assert [row["carton"] for row in packings_of(ctx, second)] == ["PO-3"]


def test_packing_again_before_the_label_replaces_and_after_it_adds(act: Act) -> None:
    with act("agent:1") as ctx:
        roads(ctx)
        pack(ctx, reference="sample:1", parcels=[PLAIN])
        pack(ctx, reference="sample:1", parcels=[WELL])
        assert [row["carton"] for row in packings(ctx, "sample:1")] == ["PO-3"]
        parcel(ctx, "sample:1")
    with act("agent:1") as ctx:
        assert unpack(ctx, reference="sample:1") == 0
        pack(ctx, reference="sample:1", parcels=[PLAIN])
        assert [row["carton"] for row in packings(ctx, "sample:1")] == ["PO-3", "PO-5"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"carton": "BAG-L", "materials": {}}, "carton_not_allowed"),
        ({"carton": "PO-12"}, "item_too_big"),
        ({"materials": {"FRAGILE": 1, "TAPE": 1, "FILLER": 3}}, "wrap_missing"),
        ({"goods": []}, "nothing_packed"),
        ({"carton": "PO-77"}, "carton_unknown"),
    ],
)
def test_what_the_rules_stop_is_refused_with_reasons_and_changes_nothing(
    act: Act, changes: dict[str, Any], code: str
) -> None:
    with act("agent:1") as ctx:
        pack(ctx, reference="sample:1", parcels=[PLAIN])
        with pytest.raises(Refusal, match="packing_refused") as refused:
            pack(ctx, reference="sample:1", parcels=[PLAIN, {**WELL, **changes}])
        problems = refused.value.params["problems"]
        assert (2, code) in [(problem["piece"], problem["code"]) for problem in problems]
        assert [row["carton"] for row in packings(ctx, "sample:1")] == ["PO-5"]
        with pytest.raises(Refusal, match="packing_refused"):
            pack(ctx, reference="sample:1", parcels=[])


def test_a_parcel_this_bench_did_not_pack_has_the_usual_odds(act: Act) -> None:
    with act() as ctx:
        roads(ctx)
        assert damage_odds(ctx, parcel(ctx)) == 6


def test_the_same_seed_breaks_more_teapots_in_worse_packing(act: Act) -> None:
    """As the roads draw it: whoever packs better never breaks one that the other did not."""
    with act() as ctx:
        broken = [
            {n for n in range(2_000) if ctx.draw(f"consignment:{n}", "damaged").chance(odds / 1000)}
            for odds in (27, 350)
        ]
    assert broken[0] < broken[1]
    assert 30 < len(broken[0]) < 85 and 620 < len(broken[1]) < 780


def test_the_shelf_is_told_in_the_malls_language(act: Act) -> None:
    with act() as ctx:
        told = shelf(ctx)
    names = {one["code"]: one["name"] for one in [*told["cartons"], *told["materials"]]}
    assert (
        names["PO-1"] == "邮政 1 号纸箱" and names["AIR-COLUMN"] == "气柱袋" and names["FJ-S"] == "小号飞机盒"
    )
    assert len(names) == len(told["cartons"]) + len(told["materials"]) == 38
