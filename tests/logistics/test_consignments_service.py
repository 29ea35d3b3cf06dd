"""Parcels in the database."""

from __future__ import annotations

import pytest

from core.errors import IllegalTransition, Invalid, NotFound
from core.events.log import read_log
from logistics.consignments.models import Consignment
from logistics.consignments.queries import scans_of
from logistics.consignments.service import (
    add_scan,
    book_collection,
    cancel_consignment,
    close_lost,
    raise_exception,
    set_eta,
)
from tests.logistics.build import LAST, MIDDLE, go, parcel, roads

HOUR = 3_600_000


def kinds(ctx, subject):  # type: ignore[no-untyped-def]
    return [row.kind for row in read_log(ctx.session, ctx.mall_id, subject=subject)]


@pytest.fixture
def number(act) -> int:  # type: ignore[no-untyped-def]
    with act() as ctx:
        roads(ctx)
        return parcel(ctx)


def test_a_label_has_a_tracking_number_of_its_carrier_and_is_announced(act, number) -> None:
    with act("warehouse") as ctx:
        other = parcel(ctx, "sample:2")
    with act() as ctx:
        first, second = ctx.get(Consignment, number), ctx.get(Consignment, other)
        assert first.state == "label_created"
        assert first.tracking_no.startswith("HY") and len(first.tracking_no) == 14
        assert first.tracking_no != second.tracking_no
        assert kinds(ctx, f"consignment:{number}") == ["logistics.parcel.scanned"]


def test_scans_move_the_parcel_and_keep_where_it_was_last_seen(act, number) -> None:
    with act("carrier") as ctx:
        go(ctx, number, "arrived")
    with act() as ctx:
        row = ctx.get(Consignment, number)
        assert (row.state, row.last_hub_id) == ("in_transit", MIDDLE)
        assert row.collected_ms == ctx.mall_ms
        codes = [scan.code for scan in scans_of(ctx, [number])[number]]
        assert codes == ["label_created", "collected", "departed", "arrived"]


def test_a_signature_says_who_signed_and_when(act, number, pass_time) -> None:
    with act("carrier") as ctx:
        go(ctx, number, "out_for_delivery")
    pass_time(HOUR)
    with act("carrier") as ctx:
        add_scan(ctx, consignment_id=number, code="signed", params={"who": "station", "station": "No. 7"})
    with act() as ctx:
        row = ctx.get(Consignment, number)
        assert (row.state, row.signed_by, row.signed_ms) == ("signed", "station", ctx.mall_ms)


def test_an_impossible_scan_is_refused_and_changes_nothing(act, number) -> None:
    with pytest.raises(IllegalTransition), act("carrier") as ctx:
        add_scan(ctx, consignment_id=number, code="signed")
    with act() as ctx:
        assert ctx.get(Consignment, number).state == "label_created"
        assert kinds(ctx, f"consignment:{number}") == ["logistics.parcel.scanned"]


def test_a_scan_in_a_hub_that_does_not_exist_is_not_found(act, number) -> None:
    with pytest.raises(NotFound), act("carrier") as ctx:
        add_scan(ctx, consignment_id=number, code="collected", hub_id=99)


def test_trouble_is_announced_once_and_keeps_its_blame(act, number) -> None:
    with act("carrier") as ctx:
        go(ctx, number, "arrived")
        add_scan(ctx, consignment_id=number, code="backlog", hub_id=MIDDLE)
        add_scan(ctx, consignment_id=number, code="backlog", hub_id=MIDDLE)
    with act() as ctx:
        raised = [k for k in kinds(ctx, f"consignment:{number}") if k.endswith("exception_raised")]
        assert len(raised) == 1
        row = ctx.get(Consignment, number)
        assert (row.exception, row.blame) == ("delayed", "carrier")


def test_a_new_estimate_is_announced_and_the_same_one_is_not(act, number) -> None:
    with act("carrier") as ctx:
        set_eta(ctx, consignment_id=number, eta_ms=ctx.mall_ms + HOUR)
        set_eta(ctx, consignment_id=number, eta_ms=ctx.mall_ms + HOUR)
    with act() as ctx:
        assert kinds(ctx, f"consignment:{number}").count("logistics.parcel.eta_changed") == 1


def test_a_signed_parcel_gets_no_estimate_and_no_trouble(act, number) -> None:
    with act("carrier") as ctx:
        go(ctx, number, "signed")
    for change in (
        lambda ctx: set_eta(ctx, consignment_id=number, eta_ms=1),
        lambda ctx: raise_exception(ctx, consignment_id=number, exception="lost", blame="carrier"),
        lambda ctx: close_lost(ctx, consignment_id=number),
    ):
        with pytest.raises(IllegalTransition), act("carrier") as ctx:
            change(ctx)


def test_trouble_and_blame_are_words_of_the_trade(act, number) -> None:
    with pytest.raises(Invalid, match="exception_unknown"), act() as ctx:
        raise_exception(ctx, consignment_id=number, exception="sad", blame="carrier")
    with pytest.raises(Invalid, match="blame_unknown"), act() as ctx:
        raise_exception(ctx, consignment_id=number, exception="lost", blame="moon")


def test_a_parcel_not_scanned_for_72_hours_becomes_no_update(act, number, pass_time) -> None:
    with act("carrier") as ctx:
        go(ctx, number, "arrived")
    pass_time(72 * HOUR - 1)
    with act() as ctx:
        assert ctx.get(Consignment, number).exception is None
    pass_time(1)
    with act() as ctx:
        row = ctx.get(Consignment, number)
        assert (row.exception, row.blame) == ("no_update", "carrier")


def test_each_scan_sets_the_alarm_of_silence_anew(act, number, pass_time) -> None:
    with act("carrier") as ctx:
        go(ctx, number, "arrived")
    pass_time(71 * HOUR)
    with act("carrier") as ctx:
        add_scan(ctx, consignment_id=number, code="departed", hub_id=MIDDLE)
    pass_time(71 * HOUR)
    with act() as ctx:
        assert ctx.get(Consignment, number).exception is None


def test_a_parcel_held_by_a_known_storm_is_not_called_silent(act, number, pass_time) -> None:
    with act("carrier") as ctx:
        go(ctx, number, "arrived")
        add_scan(ctx, consignment_id=number, code="storm_hold", hub_id=MIDDLE)
    pass_time(80 * HOUR)
    with act() as ctx:
        row = ctx.get(Consignment, number)
        assert (row.exception, row.blame) == ("delayed", "weather")


def test_a_booked_collection_is_collected_later_and_a_void_label_never(act, number) -> None:
    with act("agent:1") as ctx:
        book_collection(ctx, consignment_id=number)
        assert ctx.get(Consignment, number).state == "awaiting_collection"
        cancel_consignment(ctx, consignment_id=number)
    with pytest.raises(IllegalTransition), act("carrier") as ctx:
        add_scan(ctx, consignment_id=number, code="collected")
    with act() as ctx:
        assert kinds(ctx, f"consignment:{number}")[-1] == "logistics.parcel.ended"


def test_a_lost_parcel_is_closed_with_the_carrier_to_blame(act, number) -> None:
    with act("carrier") as ctx:
        go(ctx, number, "arrived")
        close_lost(ctx, consignment_id=number)
    with act() as ctx:
        row = ctx.get(Consignment, number)
        assert (row.state, row.exception, row.blame) == ("lost_closed", "lost", "carrier")
        assert row.dest_hub_id == LAST
