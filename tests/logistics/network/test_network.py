"""Hubs, lorries and the way of a parcel."""

from __future__ import annotations

from itertools import pairwise

import orjson
import pytest

from core.context import Ctx
from core.db.engine import Database
from logistics.consignments.models import Consignment
from logistics.consignments.service import add_scan
from logistics.network import queries, rules
from logistics.network.invariants import check_capacity
from logistics.network.models import HubLoad, NetworkPlan
from logistics.network.rules import HOUR, MINUTE, ZONE, Graph
from logistics.network.service import send_on
from seed.generator.roads import Roads
from seed.packs.loader import load_pack
from tests.logistics.build import ELSEWHERE, LAST, MIDDLE, ORIGIN, go, parcel, roads

SMALL = {
    "legs": [
        [ORIGIN, MIDDLE, 300, [360, 840, 1320]],
        [MIDDLE, LAST, 420, [600, 1260]],
        [ORIGIN, LAST, 1500, [1320]],
        [LAST, ELSEWHERE, 60, [0]],
    ],
    "capacity": {str(ORIGIN): 2},
    "speeds": {"1": 100, "2": 50},
    "provinces": {"51": LAST},
}
MIDNIGHT = 1_781_452_800_000  # 15 June 2026 in Shanghai


def drawn(**changes: object) -> Graph:
    return rules.read(orjson.dumps({**SMALL, **changes}).decode())


def test_a_parcel_goes_where_it_is_there_soonest_and_the_rest_of_a_way_is_the_way_from_there() -> None:
    graph = drawn()
    assert rules.path(graph, ORIGIN, LAST) == (ORIGIN, MIDDLE, LAST)
    assert rules.path(graph, ORIGIN, ELSEWHERE) == (ORIGIN, MIDDLE, LAST, ELSEWHERE)
    assert rules.path(graph, MIDDLE, ELSEWHERE) == (MIDDLE, LAST, ELSEWHERE)
    assert rules.path(graph, ELSEWHERE, ORIGIN) == (ELSEWHERE, LAST, MIDDLE, ORIGIN)


def test_of_two_ways_as_long_it_takes_the_one_over_lower_numbers_every_time() -> None:
    even = [[1, 3, 100, [0]], [3, 4, 100, [0]], [1, 2, 100, [0]], [2, 4, 100, [0]]]
    assert {rules.path(drawn(legs=legs), 1, 4) for legs in (even, even[::-1])} == {(1, 2, 4)}


def test_a_lorry_missed_by_a_minute_is_missed() -> None:
    graph = drawn()
    six = MIDNIGHT + 6 * HOUR
    on_time = rules.transit(graph, 1, ORIGIN, LAST, six)
    # 6:00 + 5 h = 11:00, sorted at 12:00, next lorry 21:00, seven hours on the road.
    assert on_time == ((ORIGIN, MIDDLE, LAST), MIDNIGHT + 28 * HOUR)
    assert rules.transit(graph, 1, ORIGIN, MIDDLE, six + MINUTE).arrives_ms == MIDNIGHT + 19 * HOUR
    assert rules.transit(graph, 2, ORIGIN, MIDDLE, six).arrives_ms == six + 150 * MINUTE
    assert rules.transit(graph, 1, LAST, LAST, six) == ((LAST,), six)


def test_after_the_last_lorry_comes_the_first_one_of_the_next_day() -> None:
    assert rules.next_of_day((360, 1320), MIDNIGHT + 23 * HOUR) == MIDNIGHT + 30 * HOUR
    assert rules.day_of(MIDNIGHT) == rules.day_of(MIDNIGHT - 1) + 1 == (MIDNIGHT + ZONE) // rules.DAY


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_packs_roads_reach_every_province_and_the_quiet_ends_stay_ends(language: str) -> None:
    pack = load_pack(language)
    seeded = Roads(pack)
    graph = rules.read(seeded.network()[0][1])
    ends = {seeded.hub_ids[code] for code in (*pack.network.backlog_hubs, *pack.network.storm_hubs)}
    for province, hub in graph.provinces.items():
        way = rules.path(graph, seeded.origin, hub)
        assert all(there in graph.legs[here] for here, there in pairwise(way)), province
        assert not ends & set(way[:-1]), "a parcel of another province would pass a hub in trouble"
        for hours in range(0, 24, 5):
            found = rules.transit(graph, 1, seeded.origin, hub, MIDNIGHT + hours * HOUR)
            usual = pack.network.promise_days[pack.network.routes[province].zone] * 24
            assert found.arrives_ms - MIDNIGHT - hours * HOUR < usual * HOUR
    assert queries.province_code("Sichuan") == "51" and graph.provinces["51"]


def test_a_mall_without_a_network_has_straight_roads(db: Database, mall: int) -> None:
    with db.transaction(mall, "system") as ctx:
        roads(ctx)
        found = queries.transit(
            ctx, carrier_id=1, origin_hub_id=ORIGIN, dest_hub_id=LAST, leaves_ms=MIDNIGHT + 6 * HOUR
        )
        assert found == ((ORIGIN, LAST), MIDNIGHT + 16 * HOUR)
        assert queries.hub_of_province(ctx, "51") is None


def test_the_line_of_a_parcel_shows_what_is_behind_where_it_is_and_what_comes(
    db: Database, mall: int
) -> None:
    with db.transaction(mall, "carrier") as ctx:
        roads(ctx)
        ctx.insert(NetworkPlan, document=SMALL)
        assert queries.hub_of_province(ctx, "51") == LAST
        number = parcel(ctx)

        def line() -> list[tuple[int, str]]:
            return [(s["hub_id"], s["state"]) for s in queries.path_of(ctx, ctx.get(Consignment, number))]

        assert line() == [(ORIGIN, "ahead"), (MIDDLE, "ahead"), (LAST, "ahead")]
        add_scan(ctx, consignment_id=number, code="collected")
        assert line()[0] == (ORIGIN, "passed")
        add_scan(ctx, consignment_id=number, code="departed", hub_id=ORIGIN, params={"next": "ZZ hub"})
        assert line() == [(ORIGIN, "passed"), (MIDDLE, "ahead"), (LAST, "ahead")]
        add_scan(ctx, consignment_id=number, code="arrived", hub_id=MIDDLE)
        assert line() == [(ORIGIN, "passed"), (MIDDLE, "here"), (LAST, "ahead")]
        found = queries.path_of(ctx, ctx.get(Consignment, number))
        assert found[2]["at_ms"] > found[1]["at_ms"] == ctx.mall_ms and found[1]["name"] == "ZZ hub"
        done = parcel(ctx, "sample:2")
        go(ctx, done, "signed")
        assert {s["state"] for s in queries.path_of(ctx, ctx.get(Consignment, done))} == {"passed"}


def found_by(ctx: Ctx) -> list[str]:
    return [finding.code for finding in check_capacity(ctx.session, ctx.mall_id)]


def test_a_hub_sends_on_what_it_can_in_a_day_and_not_one_more(db: Database, mall: int) -> None:
    with db.transaction(mall, "carrier") as ctx:
        roads(ctx)
        ctx.insert(NetworkPlan, document=SMALL)
        assert [send_on(ctx, hub_id=ORIGIN) for _ in range(3)] == [True, True, False]
        assert send_on(ctx, hub_id=MIDDLE), "no limit is known there"
        assert ctx.row(HubLoad, hub_id=ORIGIN).parcels == 2
        assert not found_by(ctx)
        ctx.update(HubLoad, 1, parcels=3)
        assert found_by(ctx) == ["hub_over_capacity"]
