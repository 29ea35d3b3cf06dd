"""Code lists of other tracking services: complete both ways."""

from __future__ import annotations

import pytest

from core.errors import Invalid
from logistics.consignments.rules import EXCEPTIONS, SCANS
from logistics.tracking.foreign import SYSTEMS, code_of_exception, code_of_scan, lists, meaning_of

OURS = {"label_created", *SCANS}
# What is one and the same to a person who reads it: the stage of the way a scan stands for.
STAGES = {
    "label": {"label_created"},
    "hands": {"collected"},
    "road": {"departed", "arrived", "released", "found"},
    "city": {"arrived_city"},
    "courier": {"out_for_delivery", "delivery_failed"},
    "point": {"ready_to_collect"},
    "end": {"signed"},
    "stands": {"delayed", "backlog", "storm_hold", "held", "missorted", "customs_hold", "lost"},
    "broken": {"damaged"},
    "address": {"address_problem"},
    "refused": {"refused"},
    "elsewhere": {"forwarded"},
    "back": {"intercepted", "returning"},
    "home": {"returned"},
}
STAGE = {scan: stage for stage, scans in STAGES.items() for scan in scans}

# How many codes the published lists have.
PUBLISHED = {"kuaidi100": 36, "kdniao": 41, "aftership": 36}


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_scan_and_exception_of_ours_has_a_code_of_theirs(system) -> None:
    assert set(lists()[system]["ours"]) == OURS
    assert set(lists()[system]["exceptions"]) == set(EXCEPTIONS)
    theirs = lists()[system]["theirs"]
    assert {code_of_scan(system, scan) for scan in OURS} <= set(theirs)
    assert {code_of_exception(system, name) for name in EXCEPTIONS} <= set(theirs)


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_code_of_theirs_is_a_scan_or_an_exception_of_ours_or_says_nothing(system) -> None:
    theirs = lists()[system]["theirs"]
    assert len(theirs) == PUBLISHED[system]
    for code in theirs:
        assert isinstance(code, str)
        scan, exception = meaning_of(system, code)
        assert scan is None or scan in OURS
        assert exception is None or exception in EXCEPTIONS
        assert scan is None or exception is None


@pytest.mark.parametrize("system", SYSTEMS)
def test_there_and_back_ends_at_the_same_stage_of_the_way(system) -> None:
    assert set(STAGE) == OURS
    for scan in sorted(OURS):
        back = meaning_of(system, code_of_scan(system, scan)).scan
        assert back is not None and STAGE[back] == STAGE[scan], (system, scan, back)


@pytest.mark.parametrize("system", SYSTEMS)
def test_silence_is_the_one_trouble_that_no_scan_reports(system) -> None:
    assert meaning_of(system, code_of_exception(system, "no_update")) == (None, "no_update")


def test_codes_nobody_published_are_refused() -> None:
    for call in (
        lambda: meaning_of("kdniao", "999"),
        lambda: code_of_scan("aftership", "teleported"),
        lambda: code_of_exception("kuaidi100", "bored"),
    ):
        with pytest.raises(Invalid):
            call()
