"""Carriers: what they answer, and how parcels go on when days pass."""

from __future__ import annotations

import pytest

from core.rng import draw
from simulation.couriers.rules import DAY, HOUR, Parcel, answer, at_work, collection_by, following, next_round

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


def test_a_journey_goes_on_scan_by_scan_to_the_door() -> None:
    found, codes = parcel(state="in_transit", last_code="departed", last_hub_id=1), []
    onward: tuple[int, str] | None = (3, "hub")
    for turn in range(8):
        coming = following(found, onward, "city", draw(turn, 1, "p", "step"))
        if coming is None:
            break
        assert coming.at_ms > found.last_ms
        codes.append(coming.code)
        state = {
            "arrived": "in_transit",
            "arrived_city": "arrived_city",
            "out_for_delivery": "out_for_delivery",
            "signed": "signed",
        }
        found = parcel(state=state[coming.code], last_code=coming.code, last_ms=coming.at_ms, last_hub_id=3)
        onward = None
    assert codes == ["arrived", "arrived_city", "out_for_delivery", "signed"]


def test_an_intercepted_parcel_goes_back_and_is_received() -> None:
    back = following(parcel(state="returning", last_code="intercepted"), None, "city", draw(1, 1, "p", "s"))
    assert back is not None and back.code == "returning"
    home = following(parcel(state="returning", last_code="returning"), None, "city", draw(1, 1, "p", "s"))
    assert home is not None and home.code == "returned"
