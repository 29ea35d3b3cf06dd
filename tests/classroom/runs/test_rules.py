"""Runs: what may follow what, codes as people type them, and when the time is up."""

import numpy as np
import pytest
import segno
import zxingcpp

from classroom.runs import network
from classroom.runs.rules import GRACE_MS, after, check_quota, check_room, clean_code, is_over, practice_seed
from core.errors import IllegalTransition, Refusal
from core.ids import READABLE, CountingIds, readable_code


def test_a_run_starts_pauses_goes_on_and_ends() -> None:
    state = "ready"
    for action in ("start", "pause", "resume", "end"):
        state = after(state, action)
    assert state == "ended"


@pytest.mark.parametrize(
    ("state", "action"),
    [("draft", "start"), ("ended", "start"), ("running", "start"), ("ready", "pause"), ("ended", "end")],
)
def test_what_makes_no_sense_is_refused(state: str, action: str) -> None:
    with pytest.raises(IllegalTransition) as refused:
        after(state, action)
    assert refused.value.status == 409


def test_a_join_code_is_read_however_it_is_typed() -> None:
    assert clean_code(" abc-d2 f ") == "ABCD2F"


def test_join_codes_hold_nothing_that_looks_like_something_else() -> None:
    ids = CountingIds()
    codes = {readable_code(ids) for _ in range(200)}
    assert not set("".join(codes)) & set("01OIL") and len(codes) == 200
    assert set("".join(codes)) <= set(READABLE)


def test_practising_again_brings_other_shoppers_from_a_small_ring() -> None:
    assert [practice_seed(n) for n in range(7)] == [1, 2, 3, 4, 5, 1, 2]


def test_the_quota_counts_a_day_and_can_be_switched_off() -> None:
    check_quota(500, 0)
    check_quota(19, 20)
    with pytest.raises(Refusal) as refused:
        check_quota(20, 20)
    assert (refused.value.code, refused.value.status) == ("practice_quota", 429)


def test_a_class_has_sixty_places() -> None:
    check_room(59)
    with pytest.raises(Refusal, match="class_full"):
        check_room(60)


def test_time_is_up_only_when_nobody_is_left_to_serve_or_after_long() -> None:
    ten = 600_000
    assert not is_over(ten - 1, ten, 0)
    assert is_over(ten, ten, 0)
    assert not is_over(ten, ten, 1)
    assert is_over(ten + GRACE_MS, ten, 1)


def test_a_server_bound_to_its_own_computer_is_not_open_to_the_class() -> None:
    view = network.network_view("ABCDEF", "127.0.0.1", 8000)
    assert view == {
        "open": False,
        "addresses": [],
        "qr_svg": None,
        "join_url": "http://127.0.0.1:8000/join/ABCDEF",
    }


def test_an_open_server_shows_its_addresses_and_the_link_as_a_picture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(network, "own_addresses", lambda: ("192.168.1.5", "10.0.0.7"))
    view = network.network_view("ABCDEF", "0.0.0.0", 8123)
    assert view["open"] and view["addresses"] == ["http://192.168.1.5:8123", "http://10.0.0.7:8123"]
    assert view["join_url"] == "http://192.168.1.5:8123/join/ABCDEF"
    assert view["qr_svg"].startswith("<svg")


def test_the_picture_of_the_link_can_be_read_by_a_camera() -> None:
    link = "http://192.168.1.5:8123/join/ABCDEF"
    rows = [
        [0 if dark else 255 for dark in row]
        for row in segno.make(link, error="m").matrix_iter(scale=6, border=4)
    ]
    assert zxingcpp.read_barcodes(np.array(rows, dtype=np.uint8))[0].text == link
