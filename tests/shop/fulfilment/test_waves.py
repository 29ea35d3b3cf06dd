"""Picking together."""

from __future__ import annotations

import pytest

from core.errors import IllegalTransition, Invalid, Refusal
from shop.fulfilment import bench, waves
from shop.fulfilment.models import Wave
from shop.fulfilment.queries import queue, wave_view
from shop.fulfilment.rules import barcode
from shop.orders import service as orders
from tests.shop.build import row, sound
from tests.shop.fulfilment.conftest import AGENT, pick_all

HOUR = 3_600_000


def refusal(act, fn) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(Refusal) as refused, act(AGENT) as ctx:
        fn(ctx)
    return refused.value.code


def test_a_pick_list_adds_up_the_goods_of_its_orders_in_the_order_of_the_shelves(act, orders_of) -> None:
    first, second = orders_of((1, 1, 3), (2, 3))
    with act(AGENT) as ctx:
        wave_id = waves.make_wave(ctx, [first, second])
        view = wave_view(ctx, wave_id=wave_id)
        assert {line["variant_id"]: line["wanted"] for line in view["lines"]} == {1: 2, 2: 1, 3: 2}
        places = [line["location"] for line in view["lines"]]
        assert places == sorted(places)
        assert row(ctx, first).state == row(ctx, second).state == "packing"


def test_a_scan_counts_one_unit_by_barcode_or_sku_and_the_last_one_frees_the_orders(act, orders_of) -> None:
    (number,) = orders_of((1, 3))
    with act(AGENT) as ctx:
        wave_id = waves.make_wave(ctx, [number])
        assert waves.pick(ctx, wave_id, barcode(1))["left"] == 1
        assert bench.newest(ctx, number).state == "to_pick"
        assert waves.pick(ctx, wave_id, " Mug ")["left"] == 0
        assert (ctx.get(Wave, wave_id).state, bench.newest(ctx, number).state) == ("picked", "picked")
    with act() as ctx:
        sound(ctx)


def test_wrong_goods_too_many_and_unknown_codes_are_refused_by_name(act, orders_of) -> None:
    (number,) = orders_of((1, 3))
    with act(AGENT) as ctx:
        wave_id = waves.make_wave(ctx, [number])
        waves.pick(ctx, wave_id, barcode(1))
    assert refusal(act, lambda ctx: waves.pick(ctx, wave_id, barcode(2))) == "wrong_goods"
    assert refusal(act, lambda ctx: waves.pick(ctx, wave_id, barcode(1))) == "picked_too_many"
    assert refusal(act, lambda ctx: waves.pick(ctx, wave_id, "2000000000016")) == "code_unknown"
    with act(AGENT) as ctx:
        waves.pick(ctx, wave_id, barcode(3))
    assert refusal(act, lambda ctx: waves.pick(ctx, wave_id, barcode(3))) == "illegal_transition"


def test_an_order_is_in_one_wave_only(act, orders_of) -> None:
    first, second = orders_of((1,), (2,))
    with act(AGENT) as ctx:
        waves.make_wave(ctx, [first])
    assert refusal(act, lambda ctx: waves.make_wave(ctx, [second, first])) == "already_picked"
    with act(AGENT) as ctx:
        assert row(ctx, second).state == "paid"  # nothing of the refused wave stayed
    assert refusal(act, lambda ctx: waves.make_wave(ctx, [])) == "wave_empty"


def test_an_order_held_for_a_cancellation_is_shown_but_not_picked(act, orders_of) -> None:
    held, _ = orders_of((1,), (2,))
    with act() as ctx:
        orders.review_cancel(ctx, order_id=held)
    with pytest.raises(IllegalTransition), act(AGENT) as ctx:
        waves.make_wave(ctx, [held])
    with act(AGENT) as ctx:
        assert {item["id"]: item["step"] for item in queue(ctx)["items"]}[held] == "held"


def test_the_queue_goes_by_deadline_and_marks_what_is_late(act, orders_of) -> None:
    (young,) = orders_of((1,))
    (late,) = orders_of((1, 2), age_ms=50 * HOUR)
    (soon,) = orders_of((3,), age_ms=45 * HOUR)
    with act(AGENT) as ctx:
        found = queue(ctx)
        assert [item["id"] for item in found["items"]] == [late, soon, young]
        assert [item["standing"] for item in found["items"]] == ["late", "soon", "fine"]
        assert (found["counts"]["late"], found["counts"]["all"], found["items"][0]["units"]) == (1, 3, 2)
        pick_all(ctx, late)
        assert queue(ctx)["items"][0]["step"] == "picked"


def test_a_wave_too_big_to_push_is_refused(act, floor) -> None:
    with pytest.raises(Invalid) as refused, act(AGENT) as ctx:
        waves.make_wave(ctx, list(range(1, 40)))
    assert refused.value.code == "wave_too_big"
