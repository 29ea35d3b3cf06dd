"""Hubs in trouble."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import IllegalTransition, Invalid, NotFound
from core.events.log import read_log
from logistics.consignments.models import Consignment
from logistics.consignments.queries import scans_of
from logistics.consignments.service import add_scan, set_eta
from logistics.disruptions.queries import active, force_majeure_windows, hit_consignments
from logistics.disruptions.rules import clip, later_eta, overlap_ms
from logistics.disruptions.service import clear, declare
from tests.logistics.build import ELSEWHERE, LAST, MIDDLE, ORIGIN, go, parcel, roads

HOUR = 3_600_000
windows = st.lists(
    st.tuples(st.integers(0, 200), st.integers(1, 80)).map(lambda w: (w[0], w[0] + w[1])), max_size=6
)


@given(windows, st.integers(0, 200), st.integers(0, 200))
def test_time_in_overlapping_windows_is_counted_once(
    ws: list[tuple[int, int]], start: int, length: int
) -> None:
    end = start + length
    counted = sum(any(a <= t < b for a, b in ws) for t in range(start, end))
    assert overlap_ms(ws, start, end) == counted


def test_a_window_ends_when_the_hub_is_left_behind() -> None:
    assert clip((10, 30), None) == (10, 30)
    assert clip((10, 30), 20) == (10, 20)
    assert clip((10, 30), 10) is None


def test_an_estimate_moves_by_what_is_left_of_the_trouble() -> None:
    assert later_eta(100, 50, 40, 90) == 140
    assert later_eta(100, 30, 40, 90) == 150
    assert later_eta(100, 95, 40, 90) == 100
    assert later_eta(None, 50, 40, 90) is None


@pytest.fixture
def places(act) -> dict[str, int]:  # type: ignore[no-untyped-def]
    """Parcels at telling places of the same way."""
    with act() as ctx:
        roads(ctx)
        found = {"labelled": parcel(ctx, "sample:0")}
        for until in ("collected", "departed", "arrived", "arrived_city", "out_for_delivery", "signed"):
            found[until] = number = parcel(ctx, f"sample:{len(found)}")
            go(ctx, number, until)
        found["left_middle"] = number = parcel(ctx, "sample:8")
        go(ctx, number, "arrived")
    with act() as ctx:
        ctx.update(Consignment, number, last_scan_ms=ctx.mall_ms)
    return found


def test_a_backlog_hits_parcels_before_the_hub_and_in_it(act, places) -> None:
    with act() as ctx:
        hit = set(hit_consignments(ctx, LAST))
        assert hit == {places[k] for k in ("collected", "departed", "arrived", "left_middle")}


def test_a_hub_on_the_way_hits_what_lies_in_it_but_not_what_has_left(act, places, pass_time) -> None:
    pass_time(HOUR)
    with act("carrier") as ctx:
        add_scan(ctx, consignment_id=places["left_middle"], code="departed", hub_id=MIDDLE)
    with act() as ctx:
        assert hit_consignments(ctx, MIDDLE) == [places["arrived"]]
        assert hit_consignments(ctx, ORIGIN) == [places["collected"]]
        assert hit_consignments(ctx, ELSEWHERE) == []


def test_a_declared_backlog_delays_what_it_hits_and_moves_the_estimate(act, places) -> None:
    with act() as ctx:
        set_eta(ctx, consignment_id=places["arrived"], eta_ms=ctx.mall_ms + 10 * HOUR)
    with act("instructor:1") as ctx:
        now = ctx.mall_ms
        number = declare(
            ctx, kind="hub_backlog", hub_id=LAST, force_majeure=False, from_ms=now, until_ms=now + 48 * HOUR
        )
    with act() as ctx:
        row = ctx.get(Consignment, places["arrived"])
        assert (row.exception, row.blame) == ("delayed", "carrier")
        assert row.eta_ms == now + 58 * HOUR
        assert ctx.get(Consignment, places["signed"]).exception is None
        assert [r.id for r in active(ctx)] == [number]
        log = [
            r.kind for r in read_log(ctx.session, ctx.mall_id, kinds=["logistics.parcel.exception_raised"])
        ]
        assert len(log) == 4


def test_worse_trouble_is_not_talked_down_to_a_delay(act, places) -> None:
    with act("carrier") as ctx:
        add_scan(ctx, consignment_id=places["arrived"], code="damaged")
    with act() as ctx:
        declare(
            ctx,
            kind="storm",
            hub_id=LAST,
            force_majeure=True,
            from_ms=ctx.mall_ms,
            until_ms=ctx.mall_ms + HOUR,
        )
        assert ctx.get(Consignment, places["arrived"]).exception == "damaged"
        assert ctx.get(Consignment, places["departed"]).blame == "weather"


def test_a_disruption_is_cleared_once(act, places) -> None:
    with act() as ctx:
        number = declare(
            ctx,
            kind="storm",
            hub_id=LAST,
            force_majeure=True,
            from_ms=ctx.mall_ms,
            until_ms=ctx.mall_ms + HOUR,
        )
        clear(ctx, disruption_id=number)
        assert active(ctx) == []
    with pytest.raises(IllegalTransition), act() as ctx:
        clear(ctx, disruption_id=number)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"kind": "bad_mood"}, Invalid),
        ({"until_ms": 0}, Invalid),
        ({"hub_id": 77}, NotFound),
    ],
)
def test_a_declaration_must_make_sense(act, places, changes, error) -> None:
    with pytest.raises(error), act() as ctx:
        declare(
            ctx,
            **{
                "kind": "storm",
                "hub_id": LAST,
                "force_majeure": True,
                "from_ms": 1,
                "until_ms": 2,
                **changes,
            },
        )


def test_force_majeure_counts_for_a_parcel_until_its_hub_is_behind_it(act, places, pass_time) -> None:
    with act() as ctx:
        start = ctx.mall_ms
        storm = declare(
            ctx, kind="storm", hub_id=LAST, force_majeure=True, from_ms=start, until_ms=start + 50 * HOUR
        )
        declare(ctx, kind="storm", hub_id=ELSEWHERE, force_majeure=True, from_ms=start, until_ms=start + HOUR)
        declare(
            ctx, kind="hub_backlog", hub_id=LAST, force_majeure=False, from_ms=start, until_ms=start + HOUR
        )
    pass_time(10 * HOUR)
    with act("carrier") as ctx:
        number = places["arrived"]
        for code, hub in (("departed", MIDDLE), ("arrived", LAST), ("arrived_city", LAST)):
            add_scan(ctx, consignment_id=number, code=code, hub_id=hub)
    pass_time(10 * HOUR)
    with act() as ctx:
        clear(ctx, disruption_id=storm)

        def of(number: int) -> list[tuple[int, int]]:
            return force_majeure_windows(ctx, [ctx.get(Consignment, number)], scans_of(ctx, [number]))

        assert of(places["arrived"]) == [(start, start + 10 * HOUR)]
        assert of(places["departed"]) == [(start, start + 20 * HOUR)]
        assert of(places["signed"]) == []
