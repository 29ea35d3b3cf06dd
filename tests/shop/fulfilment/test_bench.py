"""From the trolley to the carrier's van."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from core.errors import IllegalTransition, Refusal
from core.events.log import read_log
from core.invariants import check_mall
from logistics.consignments.models import Consignment
from logistics.consignments.service import cancel_consignment
from logistics.packing.queries import damage_odds, packings_of
from logistics.pieces.queries import pieces_of
from logistics.waybills.queries import prints_of
from shop.aftersales.service import request_refund
from shop.catalog.models import Product, StockMovement, Variant
from shop.fulfilment import bench, boxes, labels
from shop.fulfilment.queries import bench_view, waybill_view
from shop.fulfilment.rules import barcode
from shop.fulfilment.service import send_automatically
from shop.orders import service as orders
from tests.shop.build import row, sound
from tests.shop.fulfilment.conftest import AGENT, pick_all, until


def refusal(act, fn) -> Refusal:  # type: ignore[no-untyped-def]
    with pytest.raises(Refusal) as refused, act(AGENT) as ctx:
        fn(ctx)
    return refused.value


@pytest.fixture
def picked(act, orders_of) -> int:  # type: ignore[no-untyped-def]
    """A kettle and two mugs, in the trolley."""
    (number,) = orders_of((1, 3, 3))
    with act(AGENT) as ctx:
        pick_all(ctx, number)
    return number


def test_an_order_packed_weighed_labelled_and_handed_over_is_shipped_and_the_stock_left(act, picked) -> None:
    with act(AGENT) as ctx:
        until(ctx, picked, "shipped")
    with act(AGENT) as ctx:
        at_bench, order = bench.newest(ctx, picked), row(ctx, picked)
        parcel = ctx.get(Consignment, at_bench.consignment_id)
        assert (order.state, at_bench.state, parcel.state) == ("shipped", "shipped", "label_created")
        assert (parcel.tracking_no, parcel.weight_g) == (at_bench.tracking_no, at_bench.weight_g)
        assert parcel.fee_cents == at_bench.fee_cents
        assert (ctx.get(Variant, 1).on_hand, ctx.get(Variant, 3).on_hand) == (49, 48)
        kinds = [m.kind for m in ctx.rows(StockMovement, reference=f"order:{picked}", order_by="id")]
        assert kinds == ["allocate", "allocate", "ship", "ship"]
        assert [len(piece["refs"]) for piece in packings_of(ctx, parcel.id)] == [3]
        sound(ctx)


def test_every_unit_is_scanned_into_the_carton_and_nothing_else(act, picked) -> None:
    assert refusal(act, lambda ctx: bench.scan(ctx, picked, barcode(2))).code == "wrong_goods"
    with act(AGENT) as ctx:
        assert bench.scan(ctx, picked, barcode(1))["left"] == 2
    assert refusal(act, lambda ctx: bench.scan(ctx, picked, barcode(1))).code == "packed_too_many"
    close = lambda ctx: bench.pack(ctx, picked, boxes.suggested(ctx, picked)["parcels"])  # noqa: E731
    missing = refusal(act, close)
    assert (missing.code, missing.params) == ("units_missing", {"left": 2})


def test_a_carton_too_small_is_refused_with_the_reason(act, picked) -> None:
    with act(AGENT) as ctx:
        until(ctx, picked, "scanned")
    refused = refusal(act, lambda ctx: bench.pack(ctx, picked, [{"carton": "PO-13", "materials": {}}]))
    assert refused.code == "packing_refused"
    assert {problem["code"] for problem in refused.params["problems"]} & {"item_too_big", "too_little_room"}
    with act(AGENT) as ctx:
        assert bench.newest(ctx, picked).state == "picked"


def test_a_suggestion_comes_when_all_goods_are_in_the_carton(act, picked) -> None:
    with act(AGENT) as ctx:
        assert bench_view(ctx, order_id=picked)["suggestion"] is None
        until(ctx, picked, "scanned")
        assert bench_view(ctx, order_id=picked)["suggestion"]["parcels"]
        suggested_parcels = bench_view(ctx, order_id=picked)["suggestion"]["parcels"]
        bench.pack(ctx, picked, suggested_parcels)
        assert bench_view(ctx, order_id=picked)["suggestion"] is None


def test_the_suggestion_can_be_packed_as_it_is_and_says_what_it_costs(act, picked) -> None:
    with act(AGENT) as ctx:
        until(ctx, picked, "scanned")
        suggested = bench_view(ctx, order_id=picked)["suggestion"]
        assert all(parcel["fits"] for parcel in suggested["parcels"])
        bench.pack(ctx, picked, suggested["parcels"])
        packed = bench_view(ctx, order_id=picked)
        assert sum(parcel["cost_cents"] for parcel in packed["parcels"]) == suggested["cost_cents"] > 0
        assert packed["expected_g"] == sum(parcel["weight_g"] for parcel in suggested["parcels"]) > 3 * 400


@pytest.mark.parametrize(
    ("step", "missing"),
    [("scanned", "not_packed"), ("packed", "not_weighed"), ("weighed", "waybill_missing"), ("labelled", "label_not_printed")],
)  # fmt: skip
def test_nothing_leaves_before_everything_is_done(act, picked, step, missing) -> None:
    with act(AGENT) as ctx:
        until(ctx, picked, step)
    assert refusal(act, lambda ctx: labels.hand_over(ctx, picked)).code == missing
    with act(AGENT) as ctx:
        assert row(ctx, picked).state == "packing"


def test_an_order_nobody_picked_is_not_packed(act, orders_of) -> None:
    (number,) = orders_of((1,))
    assert refusal(act, lambda ctx: labels.hand_over(ctx, number)).code == "not_picked"
    assert refusal(act, lambda ctx: bench.scan(ctx, number, barcode(1))).code == "not_picked"


def test_a_weight_far_off_needs_a_reason(act, picked) -> None:
    with act(AGENT) as ctx:
        until(ctx, picked, "packed")
        expected = bench.newest(ctx, picked).expected_g
        assert abs(bench.newest(ctx, picked).scale_g - expected) <= 30
    off = refusal(act, lambda ctx: bench.weigh(ctx, picked, expected + 400))
    assert (off.code, off.params["expected_g"]) == ("weight_off", expected)
    with act(AGENT) as ctx:
        bench.weigh(ctx, picked, expected + 400, "a free sample is in it")
        assert bench.newest(ctx, picked).weight_reason == "a free sample is in it"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("phone", "1290000000", "phone_digits"),
        ("name", " ", "name_missing"),
        ("street", "", "street_missing"),
    ],
)
def test_a_form_that_would_not_arrive_is_stopped_at_its_field(act, picked, field, value, code) -> None:
    with act(AGENT) as ctx:
        until(ctx, picked, "weighed")
        form = waybill_view(ctx, order_id=picked)
        assert form["problems"] == []
    receiver = {**form["receiver"], field: value}
    refused = refusal(act, lambda ctx: labels.label(ctx, picked, carrier_id=1, receiver=receiver))
    assert refused.code == "waybill_form_wrong"
    assert [(one["field"], one["code"]) for one in refused.params["problems"]] == [
        (f"receiver.{field}", code)
    ]


def test_a_mended_form_goes_on_the_label_and_the_order_keeps_its_own_address(act, picked) -> None:
    with act(AGENT) as ctx:
        until(ctx, picked, "weighed")
        receiver = {**waybill_view(ctx, order_id=picked)["receiver"], "street": "Test street 2"}
        labels.label(ctx, picked, carrier_id=1, receiver=receiver)
        bench.print_label(ctx, picked, "76x130")
        labels.hand_over(ctx, picked)
        ctx.settle()
        parcel = ctx.get(Consignment, bench.newest(ctx, picked).consignment_id)
        assert (parcel.street, row(ctx, picked).street) == ("Test street 2", "Test street 1")


def test_a_second_waybill_voids_the_first_number(act, picked) -> None:
    with act(AGENT) as ctx:
        until(ctx, picked, "printed")
        first = bench.newest(ctx, picked)
        second = labels.label(ctx, picked, carrier_id=1)
        assert second != first.tracking_no
        assert bench.newest(ctx, picked).prints == 0
    assert refusal(act, lambda ctx: labels.hand_over(ctx, picked)).code == "label_not_printed"


def test_every_further_copy_says_why_and_all_are_in_the_register(act, picked) -> None:
    with act(AGENT) as ctx:
        until(ctx, picked, "printed")
        number = bench.newest(ctx, picked).tracking_no
    assert (
        refusal(act, lambda ctx: bench.print_label(ctx, picked, "100x180")).code == "reprint_reason_missing"
    )
    with act(AGENT) as ctx:
        assert bench.print_label(ctx, picked, "100x150", "paper jam") == 2
        kept = [(one["copy"], one["size"], one["reason"]) for one in prints_of(ctx, number)["items"]]
        assert kept == [(1, "100x180", None), (2, "100x150", "paper jam")]


def test_an_opened_carton_is_scanned_weighed_and_labelled_anew(act, picked) -> None:
    with act(AGENT) as ctx:
        until(ctx, picked, "printed")
        bench.unpack(ctx, picked)
        again = bench.newest(ctx, picked)
        assert (again.state, again.scanned, again.weight_g, again.tracking_no) == ("picked", [], None, None)
        until(ctx, picked, "shipped")
    with act() as ctx:
        sound(ctx)


def test_an_order_held_meanwhile_waits_at_the_bench_and_goes_on_when_kept(act, picked) -> None:
    with act(AGENT) as ctx:
        until(ctx, picked, "printed")
    with act() as ctx:
        orders.review_cancel(ctx, order_id=picked)
    with pytest.raises(IllegalTransition), act(AGENT) as ctx:
        labels.hand_over(ctx, picked)
    with act() as ctx:
        orders.keep(ctx, order_id=picked)
    with act(AGENT) as ctx:
        labels.hand_over(ctx, picked)
    with act() as ctx:
        assert row(ctx, picked).state == "shipped"
        sound(ctx)


def test_an_order_cancelled_at_the_bench_leaves_it_and_its_goods_are_free_again(act, picked) -> None:
    with act(AGENT) as ctx:
        until(ctx, picked, "labelled")
        request_refund(ctx, order_id=picked, reason="changed_mind")
    with act(AGENT) as ctx:
        assert (row(ctx, picked).state, bench.newest(ctx, picked).state) == ("cancelled", "dropped")
        assert ctx.get(Variant, 3).allocated == 0
        assert ctx.one(select(Consignment.__table__)) is None  # the number was only reserved
        sound(ctx)


def test_a_label_made_void_after_the_handover_puts_the_closed_carton_back_on_the_bench(act, picked) -> None:
    with act(AGENT) as ctx:
        until(ctx, picked, "shipped")
        first = bench.newest(ctx, picked).consignment_id
        cancel_consignment(ctx, consignment_id=first)
    with act(AGENT) as ctx:
        assert (row(ctx, picked).state, bench.newest(ctx, picked).state) == ("packing", "weighed")
        until_printed = bench.newest(ctx, picked)
        assert until_printed.tracking_no is None
        labels.label(ctx, picked, carrier_id=1)
        bench.print_label(ctx, picked, "100x180")
        labels.hand_over(ctx, picked)
    with act() as ctx:
        assert row(ctx, picked).state == "shipped"
        sound(ctx)


def test_something_else_in_the_carton_is_an_exception_in_the_check_and_felt_on_the_scales(
    act, picked
) -> None:
    with act(AGENT) as ctx:
        until(ctx, picked, "shipped")
        bench.wrong_item(ctx, picked, ordered_variant_id=1, packed_variant_id=2)
    with act() as ctx:
        found = check_mall(ctx.session, ctx.mall_id)["shop.bench"]
        assert [(one.code, one.exception) for one in found] == [("wrong_item_packed", True)]
        told = read_log(ctx.session, ctx.mall_id, kinds={"shop.warehouse.wrong_item_packed"})
        assert [one.audience for one in told] == ["staff"]


def test_fresh_goods_travel_in_a_carton_of_their_own_under_one_waybill(act, orders_of) -> None:
    (number,) = orders_of((1, 2))
    with act(AGENT) as ctx:
        ctx.update(Product, 2, flags=["fresh"])
        pick_all(ctx, number)
        until(ctx, number, "printed")
        printed = labels.labels_of(ctx, order_ids=[number])
        assert [(one.piece, one.pieces, one.tracking_no) for one in printed] == [
            (1, 2, printed[0].tracking_no), (2, 2, printed[0].tracking_no),
        ]  # fmt: skip
        labels.hand_over(ctx, number)
    with act() as ctx:
        parcel = ctx.get(Consignment, bench.newest(ctx, number).consignment_id)
        assert parcel.pieces == 2
        assert sum(piece.weight_g for piece in pieces_of(ctx, parcel.id)) == parcel.weight_g
        assert {len(piece["refs"]) for piece in packings_of(ctx, parcel.id)} == {1}
        sound(ctx)


def test_every_unit_lies_in_exactly_one_carton(act, picked) -> None:
    with act(AGENT) as ctx:
        until(ctx, picked, "scanned")
        first = bench_view(ctx, order_id=picked)["lines"][0]["line_ids"][0]
    half = [{"lines": [first], "carton": "PO-4", "materials": {}}]
    assert refusal(act, lambda ctx: bench.pack(ctx, picked, half)).code == "parcels_malformed"
    twice = [*half, {"carton": "PO-4", "materials": {}}]
    assert refusal(act, lambda ctx: bench.pack(ctx, picked, twice)).code == "parcels_malformed"


def test_the_automatic_warehouse_uses_the_same_book(act, orders_of) -> None:
    (number,) = orders_of((1, 2, 3))
    with act("warehouse") as ctx:
        parcel = send_automatically(ctx, order_id=number)
    with act() as ctx:
        at_bench = bench.newest(ctx, number)
        assert (at_bench.state, at_bench.by, at_bench.prints) == ("shipped", "warehouse", 1)
        assert at_bench.consignment_id == parcel
        assert damage_odds(ctx, parcel) == packings_of(ctx, parcel)[0]["damage_permille"]
        sound(ctx)


@pytest.mark.parametrize("step", ["scanned", "packed", "weighed", "labelled", "printed"])
def test_the_automatic_warehouse_finishes_what_somebody_began(act, picked, step) -> None:
    with act(AGENT) as ctx:
        until(ctx, picked, step)
        before = bench.newest(ctx, picked)
    with act("warehouse") as ctx:
        send_automatically(ctx, order_id=picked)
    with act() as ctx:
        after = bench.newest(ctx, picked)
        assert (row(ctx, picked).state, after.id) == ("shipped", before.id)
        assert before.tracking_no in (None, after.tracking_no)
        sound(ctx)
