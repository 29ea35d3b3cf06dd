"""Carriers: what they answer, and how parcels go on when days pass."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import orjson
import pytest

from core.rng import draw
from logistics.network.rules import read
from simulation.couriers.answers import DAY, HOUR, Parcel, answer, collection_by
from simulation.couriers.rules import CLOSE_LOST, Standing, at_work, following, next_round

NOW = 1_781_485_200_000  # 9:00 in Shanghai


def parcel(**changes: object) -> Parcel:
    base: dict[str, object] = {
        "state": "in_transit", "last_code": "arrived", "last_ms": NOW - 2 * HOUR, "last_hub_id": 3, "dest_hub_id": 3,
        "origin_hub_id": 1, "eta_ms": NOW + DAY, "signed_by": None, "station": None, "late": False, "hold": None, "hold_until_ms": None,
    }  # fmt: skip
    return Parcel(**{**base, **changes})  # type: ignore[arg-type]


def told(kind: str, found: Parcel, before: int = 1, seed: int = 0) -> str:
    return answer(kind, found, before, NOW, draw(seed, 1, "p", kind, before))[0]


@pytest.mark.parametrize(
    ("kind", "found", "code"),
    [
        ("chase", parcel(hold="hub_backlog"), "chase_backlog"),
        ("chase", parcel(hold="storm"), "chase_storm"),
        ("chase", parcel(late=True), "chase_moving"),
        ("chase", parcel(), "chase_normal"),
        ("chase", parcel(state="label_created", last_code="label_created"), "chase_will_collect"),
        ("proof_of_delivery", parcel(state="signed", signed_by="station", station="X"), "proof_station"),
        ("proof_of_delivery", parcel(state="signed", signed_by="family"), "proof_family"),
        ("proof_of_delivery", parcel(state="signed", signed_by="neighbour"), "proof_neighbour"),
        ("proof_of_delivery", parcel(state="signed", signed_by="door"), "proof_door"),
    ],
)  # fmt: skip
def test_a_carrier_answers_by_what_its_books_say(kind: str, found: Parcel, code: str) -> None:
    assert told(kind, found) == code


def test_now_and_then_the_first_answer_is_useless_and_never_the_second() -> None:
    first = [told("chase", parcel(), before=0, seed=s) for s in range(200)]
    assert 10 < first.count("useless") < 70
    assert "useless" not in [told("chase", parcel(), before=1, seed=s) for s in range(200)]


def test_nobody_has_seen_a_parcel_that_was_never_handed_over_until_asked_again() -> None:
    lost = parcel(state="label_created", last_code="label_created", last_ms=NOW - 2 * DAY)
    first = {told("chase", lost, before=0, seed=s) for s in range(60)}
    assert first == {"chase_no_trace", "useless"}
    assert told("chase", lost, before=1) == "chase_will_collect"


def test_a_courier_sent_for_comes_in_the_daytime() -> None:
    for hours in range(24):
        at = collection_by(NOW + hours * HOUR)
        assert at > NOW + hours * HOUR and 8 <= (at + 8 * HOUR) % DAY // HOUR <= 18


def test_couriers_set_out_twice_a_day_and_warehouses_sleep() -> None:
    for hours in range(48):
        assert (next_round(NOW + hours * HOUR) + 8 * HOUR) % DAY // HOUR in (8, 14)
        assert 8 <= (at_work(NOW + hours * HOUR) + 8 * HOUR) % DAY // HOUR < 22


# -- on the road -------------------------------------------------------------------------------------------

GRAPH = read(
    orjson.dumps(
        {
            "legs": [[1, 2, 300, [360, 840, 1320]], [2, 3, 420, [600, 1260]], [2, 4, 300, [600]]],
            "stations": ["Pigeon"], "lockers": ["Gate"], "couriers": ["Wang"],
        }
    ).decode()
)  # fmt: skip
AFTER = {
    "collected": "collected", "departed": "in_transit", "arrived": "in_transit", "missorted": "in_transit", "arrived_city": "arrived_city",
    "out_for_delivery": "out_for_delivery", "ready_to_collect": "ready_to_collect", "signed": "signed", "returning": "returning", "returned": "returned",
}  # fmt: skip


def journey(seed: int, start: Standing) -> list[tuple[str, int | None, int]]:
    """Every scan of a parcel to its end."""
    found, seen = start, []
    for _ in range(60):
        coming = following(found, GRAPH, lambda p, n=found.count: draw(seed, 1, "p", p, n))
        if coming is None:
            return seen
        assert coming.at_ms > found.at_ms
        seen.append((coming.code, coming.hub_id, coming.at_ms))
        if coming.code == CLOSE_LOST:
            return seen
        state = AFTER.get(coming.code, found.state)
        if found.state == "returning" and state == "in_transit":
            state = "returning"
        trouble = coming.code if coming.code in ("damaged", "lost") else found.exception
        found = replace(
            found, state=state, code=coming.code, at_ms=coming.at_ms, here=coming.hub_id or found.here, params=coming.params,
            going=coming.params.get("next_hub_id"), count=found.count + 1, exception=trouble,
        )  # fmt: skip
    raise AssertionError(seen)


LABEL = Standing("label_created", "label_created", NOW, 1, 1, 3, 1, damage_permille=5)


def test_every_journey_comes_to_an_end_and_nearly_all_to_the_door() -> None:
    ends = Counter(journey(seed, LABEL)[-1][0] for seed in range(1500))
    assert set(ends) == {"signed", "returned", CLOSE_LOST}
    assert ends["signed"] > 1440 and ends["returned"] >= 2 and 1 <= ends[CLOSE_LOST] <= 20
    codes = Counter(code for seed in range(1500) for code, _, _ in journey(seed, LABEL))
    for trouble in ("missorted", "damaged", "lost", "refused", "address_problem", "delivery_failed"):
        assert codes[trouble] >= 2, trouble


def test_a_usual_journey_goes_hub_by_hub_when_lorries_leave() -> None:
    way = journey(1, LABEL)
    assert [(code, hub) for code, hub, _ in way[:7]] == [
        ("collected", None), ("departed", 1), ("arrived", 2), ("departed", 2), ("arrived", 3), ("arrived_city", 3), ("out_for_delivery", None),
    ]  # fmt: skip
    for code, hub, at in way:
        if code == "departed":
            minutes = (at + 8 * HOUR) % DAY // 60_000
            assert min(abs(minutes - d) for d in GRAPH.leg(hub or 0, hub + 1 if hub else 0).departs) < 12


def test_a_parcel_sorted_wrongly_is_sent_back_to_its_way() -> None:
    stray = Standing("in_transit", "missorted", NOW, 4, 1, 3, 1, count=9, exception="missorted")
    assert [(code, hub) for code, hub, _ in journey(3, stray)[:4]] == [
        ("departed", 4), ("arrived", 2), ("departed", 2), ("arrived", 3),
    ]  # fmt: skip


def test_a_parcel_turned_round_goes_back_over_its_hubs_and_is_received() -> None:
    back = Standing("returning", "intercepted", NOW, 3, 1, 3, 1, count=8)
    codes = [(code, hub) for code, hub, _ in journey(1, back)]
    assert codes == [("departed", 3), ("arrived", 2), ("departed", 2), ("arrived", 1), ("returned", 1)]
    refused = Standing("out_for_delivery", "refused", NOW, 3, 1, 3, 1, count=8)
    assert journey(1, refused)[0][0] == "returning" and journey(1, refused)[-1][0] == "returned"


def test_bad_weather_makes_lorries_late() -> None:
    out = Standing("in_transit", "departed", NOW, 1, 1, 3, 1, going=2)
    usual = following(out, GRAPH, lambda p: draw(1, 1, "p", p))
    slow = following(out, GRAPH, lambda p: draw(1, 1, "p", p), lambda hub, day: 150)
    assert usual is not None and slow is not None
    assert (slow.at_ms - NOW) == (usual.at_ms - NOW) * 150 // 100


def test_a_carrier_asked_to_redirect_or_search_says_what_comes_of_it() -> None:
    assert {told("redirect", parcel(), seed=s) for s in range(40)} == {"redirect_ok", "redirect_refused"}
    assert told("redirect", parcel(state="out_for_delivery")) == "redirect_too_late"
    assert {told("lost", parcel(), before=0, seed=s) for s in range(40)} == {"lost_searching", "useless"}
    assert {told("lost", parcel(), seed=s) for s in range(40)} == {"lost_found", "lost_confirmed"}
