"""What a first message needs is loaded before there is one."""

import asyncio

import pytest

from app import warming
from helpdesk.promises import commitments
from helpdesk.understanding import patterns
from seed.packs.loader import load_pack
from simulation.grammar import cues

CACHES = (patterns.load, commitments._tongue, load_pack, cues._patterns, cues._unit)


def test_both_languages_are_loaded_in_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "AFTER_SECONDS", 0)
    for cache in CACHES:
        cache.cache_clear()
    asyncio.run(warming.warm())
    assert [cache.cache_info().currsize for cache in CACHES] == [2] * len(CACHES)


def test_what_cannot_be_loaded_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise OSError

    monkeypatch.setattr(warming, "AFTER_SECONDS", 0)
    monkeypatch.setattr(warming, "read_a_line_of_each_language", broken)
    asyncio.run(warming.warm())
