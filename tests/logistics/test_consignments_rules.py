"""How parcels may move."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import IllegalTransition
from logistics.consignments.rules import (
    ACTIONS,
    BLAMES,
    ENDED,
    EXCEPTIONS,
    HOUR_MS,
    MOVING,
    SCANS,
    STATES,
    after_action,
    after_scan,
    silence,
)


def test_a_parcel_goes_from_label_to_signature() -> None:
    state = "label_created"
    for code, expected in [
        ("collected", "collected"),
        ("departed", "in_transit"),
        ("arrived", "in_transit"),
        ("arrived_city", "arrived_city"),
        ("out_for_delivery", "out_for_delivery"),
        ("ready_to_collect", "ready_to_collect"),
        ("signed", "signed"),
    ]:
        state = after_scan(state, None, None, code).state
        assert state == expected


def test_the_tables_name_only_known_states_exceptions_and_blames() -> None:
    for rule in SCANS.values():
        assert set(rule.moves) | set(rule.moves.values()) <= set(STATES)
        assert rule.clears <= set(EXCEPTIONS)
        if rule.raises:
            assert rule.raises[0] in EXCEPTIONS and rule.raises[1] in BLAMES
    assert {state for state, _ in ACTIONS} | set(ACTIONS.values()) <= set(STATES)


@pytest.mark.parametrize("state", ENDED)
@pytest.mark.parametrize("code", sorted(SCANS))
def test_a_parcel_that_has_ended_is_never_scanned_again(state: str, code: str) -> None:
    with pytest.raises(IllegalTransition) as refused:
        after_scan(state, None, None, code)
    assert refused.value.status == 409
    assert refused.value.params == {"what": "consignment", "state": state, "action": code}


def test_nothing_is_signed_that_was_not_at_a_door_or_a_parcel_point() -> None:
    assert set(SCANS["signed"].moves) == {"out_for_delivery", "ready_to_collect"}


def test_an_unknown_scan_is_refused() -> None:
    with pytest.raises(IllegalTransition):
        after_scan("in_transit", None, None, "teleported")


def test_a_backlog_raises_delayed_once_and_departing_ends_it() -> None:
    held = after_scan("in_transit", None, None, "backlog")
    assert (held.exception, held.blame, held.raised) == ("delayed", "carrier", True)
    again = after_scan(held.state, held.exception, held.blame, "backlog")
    assert not again.raised
    onward = after_scan("in_transit", "delayed", "carrier", "departed")
    assert (onward.exception, onward.blame) == (None, None)


def test_a_storm_is_laid_to_the_weather() -> None:
    assert after_scan("in_transit", None, None, "storm_hold").blame == "weather"


def test_arriving_at_the_next_hub_does_not_end_a_delay_but_ends_the_silence() -> None:
    assert after_scan("in_transit", "delayed", "carrier", "arrived").exception == "delayed"
    assert after_scan("in_transit", "no_update", "carrier", "arrived").exception is None


def test_damage_stays_on_record_to_the_end() -> None:
    assert after_scan("out_for_delivery", "damaged", "carrier", "signed").exception == "damaged"


def test_a_stopped_parcel_goes_back_and_arrives_there() -> None:
    for state in MOVING:
        assert after_scan(state, None, None, "intercepted").state == "returning"
    assert after_scan("returning", None, None, "arrived").state == "returning"
    assert after_scan("returning", None, None, "returned").state == "returned"


def test_a_label_is_void_only_before_collection() -> None:
    assert after_action("label_created", "cancel") == "cancelled"
    for state in MOVING:
        with pytest.raises(IllegalTransition):
            after_action(state, "cancel")


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(47, None), (48, "chase"), (71, "chase"), (72, "stalled"), (119, "stalled"), (120, "suspected_loss")],
)
def test_silence_grows_from_chase_to_suspected_loss(hours: int, expected: str | None) -> None:
    assert silence("in_transit", 1_000, 1_000 + hours * HOUR_MS) == expected
    if expected:
        assert silence("in_transit", 1_000, 1_000 + hours * HOUR_MS - 1) != expected or hours not in (
            48,
            72,
            120,
        )


def test_a_parcel_waiting_for_its_addressee_or_its_carrier_is_not_silent() -> None:
    for state in ("ready_to_collect", "label_created", "signed", "cancelled"):
        assert silence(state, 0, 1_000 * HOUR_MS) is None


@given(st.lists(st.sampled_from(sorted(SCANS)), max_size=40))
def test_whatever_is_scanned_the_parcel_is_in_a_known_state_and_blame_comes_with_trouble(
    codes: list[str],
) -> None:
    state, exception, blame = "label_created", None, None
    for code in codes:
        try:
            after = after_scan(state, exception, blame, code)
        except IllegalTransition:
            continue
        assert after.state in STATES
        assert (after.exception is None) == (after.blame is None)
        state, exception, blame = after.state, after.exception, after.blame
