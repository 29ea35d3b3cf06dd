"""Whatever carriers, agents, shoppers and time do, and in whichever order: the records of the mall stay sound."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import Refusal
from core.events.log import read_log
from logistics.consignments.rules import SCANS
from logistics.consignments.service import add_scan, cancel_consignment, close_lost
from logistics.work_orders.rules import KINDS
from logistics.work_orders.service import answer_work_order, open_work_order, withdraw_work_order
from shop.aftersales.service import approve_return, cancel_return, refuse_return, request_refund
from shop.coupons.service import grant
from shop.fulfilment import bench, boxes, labels, waves
from shop.fulfilment.rules import barcode
from shop.fulfilment.service import dispatch, start_packing
from shop.orders import service as orders
from shop.orders.service import cancel_order, confirm_receipt, note_order
from shop.payments.service import fail_refund, retry_refund
from shop.payouts.service import pay
from tests.shop.build import LI, order, row, shelf, sound

HOUR, DAY = 3_600_000, 86_400_000
SHOPPER, AGENT, CARRIER = f"shopper:{LI}", "agent:1", "carrier"

one = st.integers(1, 3)
ANSWERS = ("chase_moving", "intercept_ok", "intercept_missed", "useless", "lost_confirmed", "proof_door")
# What is done with an order at the bench, whatever step it waits for.
AT_BENCH = (
    lambda ctx, order_id: scan_all(ctx, order_id),
    lambda ctx, order_id: bench.pack(ctx, order_id, boxes.suggested(ctx, order_id)["parcels"]),
    lambda ctx, order_id: bench.weigh(ctx, order_id, 1_234, "as it is"),
    lambda ctx, order_id: labels.label(ctx, order_id, carrier_id=1),
    lambda ctx, order_id: bench.print_label(ctx, order_id, "100x180", "once more"),
    lambda ctx, order_id: labels.hand_over(ctx, order_id),
    bench.unpack,
)
moves = st.one_of(
    st.tuples(st.just("scan"), one, st.sampled_from(sorted(SCANS))),
    st.tuples(
        st.just("scan"), one, st.sampled_from(["collected", "arrived_city", "out_for_delivery", "signed"])
    ),
    st.tuples(st.just("scan"), one, st.sampled_from(["refused", "returning", "returned"])),
    st.tuples(st.just("pack"), one),
    st.tuples(st.just("dispatch"), one),
    st.tuples(
        st.just("ask"), one, st.sampled_from([SHOPPER, AGENT]), st.sampled_from([None, 1, 777, 50_000])
    ),
    st.tuples(st.just("approve"), one),
    st.tuples(st.just("refuse"), one),
    st.tuples(st.just("take_back"), one, st.sampled_from([SHOPPER, AGENT])),
    st.tuples(st.just("work_order"), one, st.sampled_from(KINDS)),
    st.tuples(st.just("answer"), st.integers(1, 5), st.sampled_from(ANSWERS)),
    st.tuples(st.just("withdraw"), st.integers(1, 5)),
    st.tuples(st.just("lose"), one),
    st.tuples(st.just("void"), one),
    st.tuples(st.just("confirm"), one),
    st.tuples(st.just("give_up"), one),
    st.tuples(st.just("pay"), one, st.sampled_from([100, 5_000, 19_999])),
    st.tuples(st.just("coupon"), one),
    st.tuples(st.just("note"), one),
    st.tuples(st.just("bank"), st.integers(1, 3), st.sampled_from([fail_refund, retry_refund])),
    st.tuples(st.just("wave"), one),
    st.tuples(st.just("pick"), one, one),
    st.tuples(st.just("at_bench"), one, st.sampled_from(AT_BENCH)),
    st.tuples(st.just("at_bench"), one, st.sampled_from(AT_BENCH)),
    st.tuples(st.just("wait"), st.sampled_from([60_000, 3 * HOUR, 50 * HOUR, 4 * DAY, 11 * DAY])),
)


def scan_all(ctx, order_id) -> None:  # type: ignore[no-untyped-def]
    for variant_id, count in orders.units_of(ctx, order_id).items():
        for _ in range(count):
            bench.scan(ctx, order_id, barcode(variant_id))


def play(act, pass_time, move) -> None:  # type: ignore[no-untyped-def]
    what, *rest = move
    if what == "wait":
        pass_time(rest[0])
        return
    number = rest[0]
    verbs = {
        "scan": (CARRIER, lambda ctx: add_scan(ctx, consignment_id=number, code=rest[1], hub_id=2)),
        "pack": ("warehouse", lambda ctx: start_packing(ctx, order_id=number)),
        "wave": (AGENT, lambda ctx: waves.make_wave(ctx, [number])),
        "pick": (AGENT, lambda ctx: waves.pick(ctx, number, barcode(rest[1]))),
        "at_bench": (AGENT, lambda ctx: rest[1](ctx, number)),
        "dispatch": ("warehouse", lambda ctx: dispatch(ctx, order_id=number)),
        "ask": (rest[1] if len(rest) > 1 else "", lambda ctx: request_refund(
            ctx, order_id=number, reason="late_delivery", amount_cents=rest[2])),
        "approve": (AGENT, lambda ctx: approve_return(ctx, return_id=number)),
        "refuse": (AGENT, lambda ctx: refuse_return(ctx, return_id=number, reason="no_reason")),
        "take_back": (rest[1] if len(rest) > 1 else "", lambda ctx: cancel_return(ctx, return_id=number)),
        "work_order": (AGENT, lambda ctx: open_work_order(ctx, consignment_id=number, kind=rest[1])),
        "answer": (CARRIER, lambda ctx: answer_work_order(ctx, work_order_id=number, answer_code=rest[1])),
        "withdraw": (AGENT, lambda ctx: withdraw_work_order(ctx, work_order_id=number)),
        "lose": (CARRIER, lambda ctx: close_lost(ctx, consignment_id=number)),
        "void": ("warehouse", lambda ctx: cancel_consignment(ctx, consignment_id=number)),
        "confirm": (SHOPPER, lambda ctx: confirm_receipt(ctx, order_id=number)),
        "give_up": (SHOPPER, lambda ctx: cancel_order(ctx, order_id=number)),
        "pay": (AGENT, lambda ctx: pay(ctx, order_id=number, amount_cents=rest[1], reason="goodwill")),
        "coupon": (AGENT, lambda ctx: grant(ctx, shopper_id=LI, order_id=number, amount_cents=500)),
        "note": (AGENT, lambda ctx: note_order(ctx, order_id=number, text="noted")),
        "bank": ("system", lambda ctx: rest[1](ctx, refund_id=number)),
    }  # fmt: skip
    actor, verb = verbs[what]
    with act(actor) as ctx:
        verb(ctx)


@pytest.mark.slow
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(story=st.lists(moves, min_size=5, max_size=45))
def test_nothing_people_do_leaves_the_records_unsound(db, mall, act, pass_time, story) -> None:
    with act() as ctx:
        for table in reversed(TABLES):
            ctx.driver.run(f"DELETE FROM {table}", ())
        shelf(ctx)
        order(ctx, variants=(1, 2, 3))
        order(ctx, variants=(3, 3), discount_cents=1, method="bank_card")
        order(ctx, variants=(1,), paid=False)
    done = 0
    for move in story:
        with act() as ctx:
            before = len(read_log(ctx.session, ctx.mall_id))
        try:
            play(act, pass_time, move)
            done += 1
        except Refusal as refused:
            assert refused.status in (403, 404, 409, 422), refused
            with act() as ctx:
                assert len(read_log(ctx.session, ctx.mall_id)) == before
    with act() as ctx:
        sound(ctx)
        for number in (1, 2, 3):
            assert row(ctx, number).refunded_cents <= row(ctx, number).captured_cents


TABLES = (
    "carriers", "hubs", "categories", "products", "variants", "stock_movements", "shoppers", "addresses", "orders",
    "order_lines", "order_notes", "waves", "bench_orders", "packings", "label_prints", "payments", "refunds", "refund_lines",
    "payouts", "coupons", "return_requests",
    "consignments", "scans", "courier_work_orders", "due_actions", "counters",
)  # fmt: skip
