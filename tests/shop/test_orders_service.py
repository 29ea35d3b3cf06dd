"""Orders in the database: stock, parcels, clocks, notes."""

from __future__ import annotations

import pytest

from core.errors import Forbidden, IllegalTransition, Invalid, NotFound, Refusal
from core.events.log import read_log
from logistics.consignments.models import Consignment
from logistics.consignments.service import add_scan, raise_exception, set_eta
from logistics.packing.queries import packings_of
from shop.catalog.models import Variant
from shop.catalog.service import move_stock
from shop.fulfilment.rules import tolerance_g
from shop.fulfilment.service import dispatch, start_packing, wind_clocks
from shop.orders.models import OrderNote
from shop.orders.service import cancel_order, confirm_receipt, note_order
from tests.shop.build import LI, WANG, order, row, shelf, shipped, sound

HOUR, DAY = 3_600_000, 86_400_000


@pytest.fixture(autouse=True)
def open_shop(act):  # type: ignore[no-untyped-def]
    with act() as ctx:
        shelf(ctx)
    yield
    with act() as ctx:
        sound(ctx)


def kinds(ctx, order_id):  # type: ignore[no-untyped-def]
    return [
        r.kind.removeprefix("shop.order.")
        for r in read_log(ctx.session, ctx.mall_id, subject=f"order:{order_id}")
        if r.kind.startswith("shop.order.")
    ]


def test_a_paid_order_is_packed_labelled_and_leaves_the_stock(act) -> None:
    with act() as ctx:
        number = order(ctx, variants=(1, 1, 3))
        assert (ctx.get(Variant, 1).on_hand, ctx.get(Variant, 1).allocated) == (50, 2)
    with act("warehouse") as ctx:
        start_packing(ctx, order_id=number)
        parcel = dispatch(ctx, order_id=number)
    with act() as ctx:
        assert row(ctx, number).state == "shipped"
        assert row(ctx, number).shipped_ms == ctx.mall_ms
        assert (ctx.get(Variant, 1).on_hand, ctx.get(Variant, 1).allocated) == (48, 0)
        packed = sum(piece["weight_g"] for piece in packings_of(ctx, parcel))
        assert packed > 3 * 400 and abs(ctx.get(Consignment, parcel).weight_g - packed) <= tolerance_g(packed)
        assert kinds(ctx, number) == ["packing", "dispatched", "parcel_moved"]


def test_an_order_is_dispatched_once(act) -> None:
    with act() as ctx:
        number, _ = shipped(ctx)
    with pytest.raises(IllegalTransition), act("warehouse") as ctx:
        dispatch(ctx, order_id=number)


def test_a_parcel_goes_where_parcels_of_the_province_went_before(act) -> None:
    with act() as ctx:
        _, first = shipped(ctx)
        ctx.update(Consignment, first, dest_hub_id=4, fee_cents=1_234)
        _, second = shipped(ctx)
        assert (ctx.get(Consignment, second).dest_hub_id, ctx.get(Consignment, second).fee_cents) == (
            4,
            1_234,
        )


def test_a_carrier_that_does_not_exist_takes_nothing(act) -> None:
    with act() as ctx:
        number = order(ctx)
    with pytest.raises(NotFound), act("warehouse") as ctx:
        dispatch(ctx, order_id=number, carrier_id=9)


def test_a_signature_delivers_the_order_and_starts_the_clock_of_completion(act, pass_time) -> None:
    with act() as ctx:
        number, _ = shipped(ctx, until="signed")
    with act() as ctx:
        assert (row(ctx, number).state, row(ctx, number).delivered_ms) == ("delivered", ctx.mall_ms)
    pass_time(10 * DAY - 1)
    with act() as ctx:
        assert row(ctx, number).state == "delivered"
    pass_time(1)
    with act() as ctx:
        assert row(ctx, number).state == "completed"
        assert kinds(ctx, number)[-1] == "completed"
    pass_time(15 * DAY)
    with act() as ctx:
        assert row(ctx, number).state == "archived"


def test_a_shopper_confirms_what_was_delivered_and_nothing_else(act) -> None:
    with act() as ctx:
        number, parcel = shipped(ctx, until="out_for_delivery")
    with pytest.raises(IllegalTransition), act(f"shopper:{LI}") as ctx:
        confirm_receipt(ctx, order_id=number)
    with act("carrier") as ctx:
        add_scan(ctx, consignment_id=parcel, code="signed", params={"who": "self"})
    with pytest.raises(NotFound), act(f"shopper:{WANG}") as ctx:
        confirm_receipt(ctx, order_id=number)
    with act(f"shopper:{LI}") as ctx:
        assert confirm_receipt(ctx, order_id=number) == {"order_id": number, "state": "completed"}
    with act() as ctx:
        assert row(ctx, number).completed_ms == ctx.mall_ms


def test_an_order_nobody_pays_closes_after_a_day_and_the_clocks_of_an_opening_mall_know_it(
    act, pass_time
) -> None:
    with act() as ctx:
        number = order(ctx, paid=False, age_ms=20 * HOUR)
        delivered, _ = shipped(ctx, until="signed")
        wind_clocks(ctx)
        assert wind_clocks(ctx) >= 2
    pass_time(4 * HOUR)
    with act() as ctx:
        assert row(ctx, number).state == "cancelled"
        assert kinds(ctx, number) == ["cancelled"]
        assert row(ctx, delivered).state == "delivered"


def test_a_shopper_gives_up_an_unpaid_order_but_not_a_paid_one(act) -> None:
    with act() as ctx:
        unpaid, paid = order(ctx, paid=False), order(ctx)
    with act(f"shopper:{LI}") as ctx:
        cancel_order(ctx, order_id=unpaid)
    with pytest.raises(IllegalTransition), act(f"shopper:{LI}") as ctx:
        cancel_order(ctx, order_id=paid)


def test_trouble_and_new_estimates_reach_the_shoppers_page(act) -> None:
    with act() as ctx:
        _, parcel = shipped(ctx, until="arrived")
        raise_exception(ctx, consignment_id=parcel, exception="delayed", blame="carrier")
        set_eta(ctx, consignment_id=parcel, eta_ms=ctx.mall_ms + DAY)
    with act() as ctx:
        moved = read_log(ctx.session, ctx.mall_id, kinds=["shop.order.parcel_moved"])
        assert [r.data for r in moved if '"delayed"' in r.data or '"eta_changed"' in r.data]
        assert len(moved) == 6
        assert all(f"shopper:{LI}" in r.audience for r in moved)


def test_seller_notes_are_added_never_overwritten_and_the_last_flag_counts(act) -> None:
    with act() as ctx:
        number = order(ctx)
    with act("agent:1") as ctx:
        note_order(ctx, order_id=number, text="  birthday, call before 18:00 ", flag="red")
        note_order(ctx, order_id=number, text="called")
        second = note_order(ctx, order_id=number, flag="green")
    with act() as ctx:
        assert row(ctx, number).seller_flag == "green"
        assert ctx.get(OrderNote, 1).text == "birthday, call before 18:00"
        assert (ctx.get(OrderNote, second).by, ctx.get(OrderNote, second).text) == ("agent:1", "")
        noted = read_log(ctx.session, ctx.mall_id, kinds=["shop.order.noted"])
        assert len(noted) == 3 and all("shopper" not in r.audience for r in noted)


@pytest.mark.parametrize(
    ("changes", "code"),
    [({}, "note_empty"), ({"text": "x" * 501}, "note_too_long"), ({"flag": "pink"}, "flag_unknown")],
)
def test_a_note_says_something_within_bounds(act, changes, code) -> None:
    with act() as ctx:
        number = order(ctx)
    with pytest.raises(Invalid, match=code), act("agent:1") as ctx:
        note_order(ctx, order_id=number, **changes)


def test_stock_never_goes_below_nothing_and_a_refused_movement_leaves_no_trace(act) -> None:
    for kind, quantity in (("allocate", 51), ("ship", 1), ("release", 1)):
        with pytest.raises(Refusal, match="not_in_stock"), act() as ctx:
            move_stock(ctx, kind=kind, units={2: quantity}, reference="order:1")
    with pytest.raises(Refusal, match="not_in_stock"), act() as ctx:
        move_stock(ctx, kind="allocate", units={1: 1, 2: 51}, reference="order:1")
    with act() as ctx:
        assert ctx.get(Variant, 1).allocated == 0


def test_the_warehouse_packs_only_paid_orders(act) -> None:
    with act() as ctx:
        number = order(ctx, paid=False)
    with pytest.raises(IllegalTransition), act("warehouse") as ctx:
        start_packing(ctx, order_id=number)


def test_only_those_who_may_move_an_order_do(act) -> None:
    from shop.orders.rules import after

    with pytest.raises(Forbidden):
        after("delivered", "confirm", "agent")


def test_the_shopper_learns_that_the_carrier_was_asked_and_what_it_answered(act) -> None:
    from logistics.work_orders.service import answer_work_order, open_work_order

    with act("agent:1") as ctx:
        _, parcel = shipped(ctx, until="arrived")
        asked = open_work_order(ctx, consignment_id=parcel, kind="chase", note="never for shoppers")
    with act("carrier") as ctx:
        answer_work_order(ctx, work_order_id=asked, answer_code="chase_moving")
    with act() as ctx:
        told = read_log(
            ctx.session, ctx.mall_id, kinds=["shop.order.carrier_asked", "shop.order.carrier_answered"]
        )
        assert [r.audience for r in told] == [f"shopper:{LI}"] * 2
        assert not any("never" in r.data for r in told)


def test_a_void_label_brings_its_goods_back_to_the_packing_bench_for_another_one(act) -> None:
    from logistics.consignments.service import cancel_consignment

    with act() as ctx:
        number, parcel = shipped(ctx)
    with act("warehouse") as ctx:
        cancel_consignment(ctx, consignment_id=parcel)
    with act() as ctx:
        assert (row(ctx, number).state, row(ctx, number).shipped_ms) == ("packing", None)
        assert (ctx.get(Variant, 1).on_hand, ctx.get(Variant, 1).allocated) == (50, 1)
    with act("warehouse") as ctx:
        assert dispatch(ctx, order_id=number) != parcel
