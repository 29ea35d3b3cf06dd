"""What came back is opened, counted and judged."""

from __future__ import annotations

from typing import Any

import pytest

from core.errors import Invalid, Refusal
from core.events.log import read_log
from logistics.consignments.service import add_scan
from logistics.packing.service import pack
from logistics.receipts.queries import receipts
from logistics.receipts.rules import CONDITIONS, VERDICTS, checked, ground_for_claim
from logistics.receipts.service import record_receipt
from tests.conftest import Act
from tests.logistics.build import go, parcel, roads
from tests.logistics.packing.test_service import PLAIN, WELL
from tests.support.supplies import install_supplies


def back(ctx: Any, reference: str = "sample:1") -> int:
    number = parcel(ctx, reference)
    go(ctx, number, "arrived")
    for code in ("intercepted", "returned"):
        add_scan(ctx, consignment_id=number, code=code)
    return number


def found(**verdicts: str) -> list[dict[str, Any]]:
    return [{"ref": f"line:{ref[1:]}", "verdict": verdict} for ref, verdict in verdicts.items()]


def test_a_parcel_that_came_back_waits_is_opened_once_and_speaks_for_a_claim(act: Act) -> None:
    install_supplies()
    with act("agent:1") as ctx:
        roads(ctx)
        pack(ctx, reference="sample:1", parcels=[WELL, PLAIN])
        number = back(ctx)
    with act("agent:1") as ctx:
        waiting = receipts(ctx)["waiting"]
        assert [(row["consignment_id"], row["articles"]) for row in waiting] == [
            (number, [{"ref": "line:1", "count": 1}, {"ref": "line:2", "count": 1}])
        ]
        made = record_receipt(
            ctx,
            consignment_id=number,
            condition="crushed",
            pieces=2,
            articles=found(a1="damaged", a2="sellable"),
            note=" spout broken ",
        )
        assert made["claim"] == "damaged" and made["note"] == "spout broken"
        seen = receipts(ctx)
        assert seen["waiting"] == [] and seen["items"] == [made] and seen["next"] is None
        with pytest.raises(Refusal, match="receipt_exists"):
            record_receipt(
                ctx,
                consignment_id=number,
                condition="intact",
                pieces=2,
                articles=found(a1="sellable", a2="sellable"),
            )
    with act() as ctx:
        logged = read_log(ctx.session, ctx.mall_id, kinds=["logistics.receipt.recorded"])
        assert len(logged) == 1 and logged[0].subject == f"consignment:{number}"


def test_only_what_is_back_is_opened_and_everything_packed_is_accounted_for(act: Act) -> None:
    install_supplies()
    with act("agent:1") as ctx:
        roads(ctx)
        away = parcel(ctx, "sample:2")
        pack(ctx, reference="sample:1", parcels=[WELL, PLAIN])
        number = back(ctx)
    with act("agent:1") as ctx:
        whole: dict[str, Any] = {"condition": "intact", "pieces": 1}
        with pytest.raises(Refusal, match="receipt_not_applicable"):
            record_receipt(ctx, consignment_id=away, articles=found(a1="sellable"), **whole)
        with pytest.raises(Invalid, match="receipt_counts_wrong"):
            record_receipt(ctx, consignment_id=number, articles=found(a1="sellable"), **whole)
        with pytest.raises(Invalid, match="receipt_counts_wrong"):
            record_receipt(
                ctx,
                consignment_id=number,
                articles=found(a1="missing", a2="sellable", a3="sellable"),
                **whole,
            )
        assert receipts(ctx)["items"] == []


def test_what_may_be_written_down() -> None:
    assert checked("wet", 1, [{"ref": "x", "verdict": "damaged"}], {}) == [
        {"ref": "x", "verdict": "damaged", "count": 1}
    ]
    for condition, articles, code in (
        ("burnt", found(a1="sellable"), "receipt_condition_unknown"),
        ("wet", [], "receipt_empty"),
        ("wet", found(a1="nice"), "receipt_verdict_unknown"),
        ("wet", [{"ref": "x", "verdict": "damaged", "count": 0}], "receipt_counts_wrong"),
        ("wet", found(a1="sellable") * 201, "receipt_too_long"),
    ):
        with pytest.raises(Invalid, match=code):
            checked(condition, 1, articles, {})


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("verdict", VERDICTS)
def test_the_carrier_is_to_blame_only_when_box_and_goods_show_it(condition: str, verdict: str) -> None:
    wanted = (
        "damaged" if condition != "intact" and verdict in ("damaged", "missing_part", "missing") else None
    )
    assert ground_for_claim(condition, found(a1=verdict)) == wanted
