"""A call to the carrier."""

from __future__ import annotations

import pytest

from core.errors import Invalid, NotFound, Refusal
from logistics.consignments.models import Consignment
from logistics.hotline.models import HotlineCall
from logistics.hotline.queries import calls
from logistics.hotline.service import call_hotline
from tests.logistics.build import go, parcel, roads


@pytest.fixture
def number(act) -> int:  # type: ignore[no-untyped-def]
    with act() as ctx:
        roads(ctx)
        number = parcel(ctx)
        go(ctx, number, "arrived")
    return number


def test_the_clerk_answers_after_a_while_by_the_carriers_books(act, pass_time, number: int) -> None:  # type: ignore[no-untyped-def]
    with act("agent:1") as ctx:
        written = ctx.get(Consignment, number).tracking_no
        call = call_hotline(ctx, carrier_id=1, tracking_no=f" {written.lower()} ")
        assert calls(ctx, tracking_no=written)["items"][0]["answer_text"] is None
        with pytest.raises(Refusal, match="hotline_busy"):
            call_hotline(ctx, carrier_id=1, tracking_no=written)
    pass_time(11_000)
    with act("agent:1") as ctx:
        assert ctx.get(HotlineCall, call["call_id"]).state == "waiting"
    pass_time(40_000)
    with act("agent:1") as ctx:
        row = ctx.get(HotlineCall, call["call_id"])
        assert (row.state, row.answer_code) == ("answered", "where")
        assert calls(ctx)["items"][0]["answer_text"]


def test_a_number_nobody_knows_is_not_found_and_an_empty_one_not_asked(act, pass_time, number: int) -> None:  # type: ignore[no-untyped-def]
    with act("agent:1") as ctx:
        call = call_hotline(ctx, carrier_id=1, tracking_no="HY0000")
        with pytest.raises(Invalid, match="tracking_no_missing"):
            call_hotline(ctx, carrier_id=1, tracking_no="  ")
        with pytest.raises(NotFound):
            call_hotline(ctx, carrier_id=9, tracking_no="HY1")
    pass_time(60_000)
    with act("agent:1") as ctx:
        assert ctx.get(HotlineCall, call["call_id"]).answer_code == "unknown"
