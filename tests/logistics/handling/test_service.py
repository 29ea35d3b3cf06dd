"""Held, sent elsewhere, brought back."""

from __future__ import annotations

import pytest

from core.errors import IllegalTransition, Invalid, Refusal
from logistics.consignments.models import Consignment
from logistics.consignments.queries import scans_of, usual_origin
from logistics.consignments.service import add_scan, hold, release, reroute
from logistics.handling.rules import verdict
from logistics.handling.service import hold_parcel, make_return_waybill, reroute_parcel
from logistics.work_orders.service import answer_work_order, open_work_order
from tests.logistics.build import ELSEWHERE, LAST, ORIGIN, go, parcel, roads

ADDRESS = {"province": "Xinjiang", "city": "Urumqi", "district": "Tianshan", "street": "New street 8"}


@pytest.fixture
def number(act) -> int:  # type: ignore[no-untyped-def]
    with act() as ctx:
        roads(ctx)
        number = parcel(ctx)
        go(ctx, number, "arrived")
    return number


def test_a_held_parcel_waits_and_goes_on_when_released(act, number: int) -> None:  # type: ignore[no-untyped-def]
    with act("agent:1") as ctx:
        assert hold_parcel(ctx, consignment_id=number)["held"]
        assert ctx.get(Consignment, number).held_ms == ctx.mall_ms
        with pytest.raises(IllegalTransition):
            hold(ctx, consignment_id=number)
        release(ctx, consignment_id=number)
        row = ctx.get(Consignment, number)
        assert (row.held_ms, row.state) == (None, "in_transit")
        assert [scan.code for scan in scans_of(ctx, [number])[number]][-2:] == ["held", "released"]


def test_a_parcel_on_the_van_is_neither_held_nor_rerouted(act, number: int) -> None:  # type: ignore[no-untyped-def]
    with act("agent:1") as ctx:
        for code in ("arrived_city", "out_for_delivery"):
            add_scan(ctx, consignment_id=number, code=code, params={"city": "Chengdu"})
        with pytest.raises(IllegalTransition):
            hold(ctx, consignment_id=number)
        with pytest.raises(IllegalTransition):
            reroute(ctx, consignment_id=number, dest_hub_id=ELSEWHERE, **ADDRESS)
        with pytest.raises(Refusal, match="reroute_too_late"):
            reroute_parcel(ctx, consignment_id=number, **ADDRESS)


def test_a_rerouted_parcel_has_the_new_address_and_its_trouble_is_the_consignees(act, number: int) -> None:  # type: ignore[no-untyped-def]
    with act("agent:1") as ctx:
        before = ctx.get(Consignment, number).fee_cents
        reroute(ctx, consignment_id=number, dest_hub_id=ELSEWHERE, fee_cents=800, **ADDRESS)
        row = ctx.get(Consignment, number)
        assert (row.city, row.dest_hub_id, row.fee_cents) == ("Urumqi", ELSEWHERE, before + 800)
        assert (row.state, row.exception, row.blame) == ("in_transit", "forwarded", "consignee")


@pytest.mark.parametrize(
    ("state", "served", "old", "new", "expected"),
    [
        ("in_transit", True, 900, 900, ("possible", 0)),
        ("in_transit", True, 900, 700, ("possible", 0)),
        ("in_transit", True, 900, 2200, ("other_zone", 1300)),
        ("in_transit", False, 900, 2200, ("not_served", 0)),
        ("in_transit", True, 900, None, ("not_served", 0)),
        ("out_for_delivery", True, 900, 900, ("too_late", 0)),
        ("signed", True, 900, 900, ("too_late", 0)),
    ],
)
def test_the_terms_of_another_address(  # type: ignore[no-untyped-def]
    state: str, served: bool, old: int, new, expected: tuple[str, int]
) -> None:
    found = verdict(state, served, old, new)
    assert (found.code, found.fee_cents) == expected


def test_goods_come_back_with_a_waybill_of_their_own_once(act, number: int) -> None:  # type: ignore[no-untyped-def]
    with act("agent:1") as ctx:
        with pytest.raises(Refusal, match="return_not_delivered"):
            make_return_waybill(ctx, consignment_id=number)
        for code in ("arrived_city", "out_for_delivery", "signed"):
            add_scan(ctx, consignment_id=number, code=code, params={"city": "Chengdu", "who": "self"})
        made = make_return_waybill(ctx, consignment_id=number)
        row = ctx.get(Consignment, made["consignment_id"])
        assert (row.return_of, row.reference) == (number, "sample:1:return")
        assert (row.origin_hub_id, row.dest_hub_id) == (LAST, ORIGIN)
        assert usual_origin(ctx) == ORIGIN  # the next order still leaves from the warehouse
        with pytest.raises(Refusal, match="return_waybill_exists"):
            make_return_waybill(ctx, consignment_id=number)


def test_a_redirect_needs_a_whole_address(act, number: int) -> None:  # type: ignore[no-untyped-def]
    with act("agent:1") as ctx, pytest.raises(Invalid, match="redirect_address_missing"):
        open_work_order(ctx, consignment_id=number, kind="redirect", asked={**ADDRESS, "street": " "})


def test_a_carriers_yes_to_a_redirect_to_nowhere_is_a_refusal(act, number: int) -> None:  # type: ignore[no-untyped-def]
    with act("agent:1") as ctx:
        order = open_work_order(
            ctx, consignment_id=number, kind="redirect", asked={**ADDRESS, "province": "Mars"}
        )
        answer_work_order(ctx, work_order_id=order, answer_code="redirect_ok")
        row = ctx.get(Consignment, number)
        assert (row.city, row.exception) == ("Chengdu", None)
