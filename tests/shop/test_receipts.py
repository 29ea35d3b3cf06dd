"""What came back broken leaves the shelf again."""

from __future__ import annotations

from logistics.consignments.service import add_scan
from logistics.receipts.queries import receipts
from logistics.receipts.service import record_receipt
from shop.catalog.models import StockMovement, Variant
from shop.orders.queries import lines_of
from tests.conftest import Act
from tests.shop.build import shelf, shipped, sound


def test_a_broken_kettle_is_written_off_and_the_rest_is_sold_again(act: Act) -> None:
    with act() as ctx:
        shelf(ctx)
        number, parcel_id = shipped(ctx, "arrived", variants=(1, 2))
        for code in ("intercepted", "returned"):
            add_scan(ctx, consignment_id=parcel_id, code=code)
    with act("agent:1") as ctx:
        before = {row.id: row.on_hand for row in ctx.rows(Variant)}
        kettle, scarf = (f"line:{line.id}" for line in lines_of(ctx, number))
        assert [row["consignment_id"] for row in receipts(ctx)["waiting"]] == [parcel_id]
        made = record_receipt(
            ctx,
            consignment_id=parcel_id,
            condition="crushed",
            pieces=1,
            articles=[{"ref": kettle, "verdict": "damaged"}, {"ref": scarf, "verdict": "sellable"}],
        )
    with act() as ctx:
        after = {row.id: row.on_hand for row in ctx.rows(Variant)}
        assert after == {**before, 1: before[1] - 1}
        written_off = ctx.rows(StockMovement, kind="write_off")
        assert [(row.variant_id, row.reference) for row in written_off] == [(1, f"receipt:{made['id']}")]
        sound(ctx)


def test_a_unit_sold_in_the_meantime_stays_in_the_books(act: Act) -> None:
    with act() as ctx:
        shelf(ctx, stock=1)
        number, parcel_id = shipped(ctx, "arrived", variants=(1,))
        for code in ("intercepted", "returned"):
            add_scan(ctx, consignment_id=parcel_id, code=code)
    with act() as ctx:
        ctx.update(Variant, 1, allocated=1)  # somebody has ordered it
        ctx.insert(
            StockMovement, variant_id=1, kind="allocate", on_hand_delta=0, allocated_delta=1, reference="order:99",
            at_ms=ctx.mall_ms,
        )  # fmt: skip
    with act("agent:1") as ctx:
        ref = f"line:{lines_of(ctx, number)[0].id}"
        record_receipt(
            ctx,
            consignment_id=parcel_id,
            condition="wet",
            pieces=1,
            articles=[{"ref": ref, "verdict": "damaged"}],
        )
    with act() as ctx:
        assert ctx.get(Variant, 1).on_hand == 1 and ctx.rows(StockMovement, kind="write_off") == []
