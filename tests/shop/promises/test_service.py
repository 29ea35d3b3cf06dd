"""The watch over promises: orders of a small shop, with time passing to the minute."""

from __future__ import annotations

import json
from typing import Any

import pytest

from core.context import Ctx
from core.errors import IllegalTransition, NotFound, Refusal
from core.events.log import read_log
from logistics.consignments.models import Consignment
from logistics.consignments.service import add_scan
from logistics.disruptions.service import clear, declare
from shop.fulfilment.service import dispatch
from shop.orders.models import Order
from shop.payments.service import refund
from shop.payouts.service import pay
from shop.promises.models import OrderPromise
from shop.promises.queries import broken_promises, own_promises, promises_of_order
from shop.promises.schemas import BrokenPromises, OrderPromises, OwnPromises
from shop.promises.service import book_slot, watch
from tests.logistics.build import go
from tests.shop.build import LI, WANG, order, shelf, shipped, sound

SECOND, MINUTE, HOUR = 1_000, 60_000, 3_600_000
PLEDGES = {"pledge_areas": ["CD/Chengdu/Wuhou"], "pledge_categories": ["home"]}


@pytest.fixture
def shop(act) -> None:  # type: ignore[no-untyped-def]
    with act() as ctx:
        shelf(ctx)
        for name, value in PLEDGES.items():
            ctx.change_setting(name, value)


def broken(act) -> list[tuple[str, int]]:
    """What was announced as broken, with the mall time it was announced at."""
    with act() as ctx:
        rows = read_log(ctx.session, ctx.mall_id, kinds=["shop.promise.broken"])
        return [(json.loads(row.data)["rule"], row.mall_ms) for row in rows]


def state_of(act, number: int, rule: str) -> str | None:
    with act() as ctx:
        items = promises_of_order(ctx, order_id=number)["items"]
        return next((item["state"] for item in items if item["rule"] == rule), None)


def last_hub(ctx: Ctx, parcel: int) -> int:
    return int(ctx.get(Consignment, parcel).dest_hub_id)


def now(act) -> int:
    with act() as ctx:
        return int(ctx.mall_ms)


def begin(act, **changes: Any) -> tuple[int, int]:
    """A paid order under watch. Returns it and when it was paid."""
    with act() as ctx:
        number = order(ctx, **changes)
        watch(ctx)
        return number, int(ctx.get(Order, number).paid_ms)


def test_an_order_nobody_collects_is_late_in_the_first_minute_after_48_hours(act, shop, pass_time) -> None:
    number, paid = begin(act)
    late = (paid // MINUTE + 48 * 60 + 1) * MINUTE
    pass_time(late - now(act) - 1)
    assert broken(act) == []
    pass_time(1)
    assert broken(act) == [("late_dispatch", late)]
    pass_time(100 * HOUR)
    assert len(broken(act)) == 1
    with act() as ctx:
        sound(ctx)
        OrderPromises.model_validate(view := promises_of_order(ctx, order_id=number))
        assert view["owed"]["rule"] == "late_dispatch" and view["owed"]["open_cents"] > 0
        assert view["items"][0]["late_minutes"] == 100 * 60 + 1


def test_an_order_collected_within_48_hours_is_never_announced(act, shop, pass_time) -> None:
    number, _ = begin(act)
    pass_time(48 * HOUR - 1)
    with act("warehouse") as ctx:
        parcel = dispatch(ctx, order_id=number)
    with act("carrier") as ctx:
        add_scan(ctx, consignment_id=parcel, code="collected", hub_id=None, params={})
    pass_time(30 * HOUR)
    assert broken(act) == []
    assert state_of(act, number, "late_dispatch") == "kept"


def test_a_label_alone_is_no_collection(act, shop, pass_time) -> None:
    number, _ = begin(act)
    with act("warehouse") as ctx:
        dispatch(ctx, order_id=number)
    pass_time(48 * HOUR + MINUTE)
    assert [rule for rule, _ in broken(act)] == ["late_dispatch"]


def test_a_promised_date_passes_on_its_own_clock(act, shop, pass_time) -> None:
    promised = now(act) + 70 * HOUR
    with act() as ctx:
        number, _ = shipped(ctx, "collected", promised_ms=promised)
        watch(ctx)
    pass_time(70 * HOUR)
    assert broken(act) == []
    pass_time(MINUTE)
    assert broken(act) == [("late_delivery", (promised // MINUTE + 1) * MINUTE)]
    with act() as ctx:
        found = broken_promises(ctx)
        BrokenPromises.model_validate(found)
        assert found["counts"] == {"day_or_free": 0, "late_dispatch": 0, "late_delivery": 1}
        assert [item["order_id"] for item in found["items"]] == [number]
        assert broken_promises(ctx, rule="late_dispatch")["items"] == []


def test_a_storm_stops_the_clock_and_a_storm_over_early_starts_it_again(act, shop, pass_time) -> None:
    promised = now(act) + 70 * HOUR
    with act() as ctx:
        _, parcel = shipped(ctx, "collected", promised_ms=promised)
        hub = last_hub(ctx, parcel)
        watch(ctx)
    pass_time(60 * HOUR)
    with act("instructor:1") as ctx:
        storm = declare(
            ctx, kind="storm", hub_id=hub, force_majeure=True, from_ms=ctx.mall_ms,
            until_ms=ctx.mall_ms + 40 * HOUR,
        )  # fmt: skip
    pass_time(30 * HOUR)  # past the date, still within the storm
    assert broken(act) == []
    with act("instructor:1") as ctx:
        clear(ctx, disruption_id=storm)
    late = (promised // MINUTE + 30 * 60 + 1) * MINUTE
    pass_time(late - now(act) - 1)
    assert broken(act) == []
    pass_time(1)
    assert broken(act) == [("late_delivery", late)]


def test_force_majeure_declared_afterwards_excuses_what_was_already_late(act, shop, pass_time) -> None:
    promised = now(act) + 50 * HOUR
    with act() as ctx:
        number, parcel = shipped(ctx, "collected", promised_ms=promised)
        hub = last_hub(ctx, parcel)
        watch(ctx)
    pass_time(52 * HOUR)
    assert [rule for rule, _ in broken(act)] == ["late_delivery"]
    with act("instructor:1") as ctx:
        declare(
            ctx, kind="flood", hub_id=hub, force_majeure=True, from_ms=promised - 10 * HOUR,
            until_ms=promised + 10 * HOUR,
        )  # fmt: skip
    assert state_of(act, number, "late_delivery") == "excused"
    with act() as ctx:
        assert ctx.row(OrderPromise, order_id=number).state == "excused"
        assert promises_of_order(ctx, order_id=number)["owed"] is None
        sound(ctx)
    pass_time(30 * HOUR)
    late = (promised // MINUTE + 20 * 60 + 1) * MINUTE
    assert broken(act)[1:] == [("late_delivery", late)]
    with act() as ctx:
        sound(ctx)


def test_an_excluded_area_was_promised_nothing(act, shop, pass_time) -> None:
    with act() as ctx:
        ctx.change_setting("promise_excluded_areas", ["CD"])
        number, _ = shipped(ctx, "collected", promised_ms=ctx.mall_ms + 10 * HOUR)
        watch(ctx)
    pass_time(40 * HOUR)
    assert broken(act) == []
    assert state_of(act, number, "late_delivery") is None


def booked(act, after_ms: int = 2 * HOUR) -> tuple[int, int]:
    number, _ = begin(act)
    with act(f"shopper:{LI}") as ctx:
        slot = ctx.mall_ms + after_ms
        OwnPromises.model_validate(book_slot(ctx, order_id=number, slot_ms=slot))
    return number, slot


def deliver(act, pass_time, number: int, at_ms: int) -> None:
    """Has the parcel at its door at that instant."""
    with act("warehouse") as ctx:
        parcel = dispatch(ctx, order_id=number)
        go(ctx, parcel, "out_for_delivery")
    pass_time(at_ms - now(act))
    with act("carrier") as ctx:
        add_scan(ctx, consignment_id=parcel, code="signed", params={"who": "self"})


@pytest.mark.parametrize(
    ("after_slot", "free"),
    [
        (23 * HOUR + 59 * MINUTE, False),
        (24 * HOUR, False),
        (24 * HOUR + MINUTE, True),  # 24 h 01 min pays
    ],
)
def test_within_24_hours_of_the_slot_or_the_order_is_free(act, shop, pass_time, after_slot, free) -> None:
    number, slot = booked(act)
    deliver(act, pass_time, number, slot // MINUTE * MINUTE + after_slot)
    with act() as ctx:
        view = promises_of_order(ctx, order_id=number)
        kept = read_log(ctx.session, ctx.mall_id, kinds=["shop.promise.kept"])
        sound(ctx)
    assert [rule for rule, _ in broken(act)] == (["day_or_free"] if free else [])
    assert len(kept) == (0 if free else 1)
    captured = 25_832
    assert view["owed"] == (
        {"rule": "day_or_free", "by": "refund", "amount_cents": captured, "open_cents": captured}
        if free
        else None
    )


def test_a_free_order_is_not_paid_twice(act, shop, pass_time) -> None:
    number, slot = booked(act)
    deliver(act, pass_time, number, slot + 50 * HOUR)
    with act() as ctx:
        credit = promises_of_order(ctx, order_id=number)["owed"]
        assert credit["by"] == "refund"  # also late by other rules: one remedy
        refund(ctx, order_id=number, amount_cents=credit["open_cents"], reason="day_or_free")
    pass_time(4 * 24 * HOUR)
    with act() as ctx:
        assert ctx.get(Order, number).refunded_cents == credit["open_cents"]
        assert promises_of_order(ctx, order_id=number)["owed"]["open_cents"] == 0
        with pytest.raises(Refusal):
            refund(ctx, order_id=number, amount_cents=1, reason="day_or_free")


def test_a_credit_paid_before_counts_towards_the_free_order(act, shop, pass_time) -> None:
    number, slot = booked(act)
    deliver(act, pass_time, number, slot + 25 * HOUR)
    with act("agent:1") as ctx:
        pay(ctx, order_id=number, amount_cents=1_000, reason="late_credit")
        owed = promises_of_order(ctx, order_id=number)["owed"]
    assert owed["amount_cents"] - owed["open_cents"] == 1_000


def test_a_courier_who_finds_nobody_at_home_was_there_in_time(act, shop, pass_time) -> None:
    number, _ = booked(act)
    with act("warehouse") as ctx:
        parcel = dispatch(ctx, order_id=number)
        go(ctx, parcel, "out_for_delivery")
    pass_time(10 * HOUR)
    with act("carrier") as ctx:
        add_scan(
            ctx, consignment_id=parcel, code="delivery_failed", params={"why": "nobody_home", "attempt": 1}
        )
    pass_time(60 * HOUR)
    assert broken(act) == []
    assert state_of(act, number, "day_or_free") == "kept"


def test_a_slot_is_refused_outside_the_pledge_and_to_strangers(act, shop) -> None:
    number, _ = begin(act)
    with act(f"shopper:{WANG}") as ctx, pytest.raises(NotFound):
        book_slot(ctx, order_id=number, slot_ms=ctx.mall_ms)
    with act(f"shopper:{WANG}") as ctx, pytest.raises(NotFound):
        own_promises(ctx, order_id=number)
    with act(f"shopper:{LI}") as ctx:
        assert "owed" not in own_promises(ctx, order_id=number)
        ctx.change_setting("pledge_areas", ["CD/Chengdu/Jinjiang"])
        with pytest.raises(Refusal, match="outside_pledge_area"):
            book_slot(ctx, order_id=number, slot_ms=ctx.mall_ms)
        ctx.change_setting("pledge_areas", ["CD"])
        book_slot(ctx, order_id=number, slot_ms=ctx.mall_ms)
        with pytest.raises(Refusal, match="slot_booked"):
            book_slot(ctx, order_id=number, slot_ms=ctx.mall_ms)
        shipped_number, _ = shipped(ctx)
        with pytest.raises(IllegalTransition):
            book_slot(ctx, order_id=shipped_number, slot_ms=ctx.mall_ms)


def test_a_mall_that_opens_has_its_old_delays_on_record_and_no_news_of_them(act, opening, pass_time) -> None:
    plan = opening()
    with act() as ctx:
        count = watch(ctx, silently=True)
        rows = {(row.order_id, row.rule) for row in ctx.rows(OrderPromise)}
        for truth, rule in (("hub_backlog", "late_delivery"), ("not_dispatched", "late_dispatch")):
            assert {(number, rule) for number in plan.case_orders[truth]} <= rows
        assert not {(number, "late_delivery") for number in plan.case_orders["storm"]} & rows
        assert count == len(rows)
        assert watch(ctx, silently=True) == 0
    with act() as ctx:
        sound(ctx)
    assert broken(act) == []
    pass_time(3 * 24 * HOUR)
    news = broken(act)
    assert news and news == sorted(news, key=lambda one: one[1])
    with act() as ctx:
        sound(ctx)
