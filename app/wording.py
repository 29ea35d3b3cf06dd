"""Gives the rooms below what stands in the content packs: the words the server must say in a mall's language,
and the shelf of the packing bench."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any

from core import words
from logistics.packing import supplies as bench
from logistics.packing.values import Supplies


def install_words() -> None:
    """`core.words.say` and the packing bench answer from the packs from now on."""
    words.install(from_pack)
    bench.install(bench_of_pack)


def from_pack(language: str, section: str, code: str, params: Mapping[str, Any]) -> str | None:
    """The pack's phrase for a code, its gaps filled; what nobody gave is left out."""
    # A pack takes 30 ms to read: not at start, but when the first scan is shown.
    from seed.packs.loader import load_pack

    try:
        phrases = getattr(load_pack(language).phrases, section, None)
    except KeyError:
        return None
    phrase = phrases.get(code) if isinstance(phrases, Mapping) else None
    if not isinstance(phrase, str):
        return None
    known = {name: value for name, value in params.items() if value is not None}
    return phrase.format_map(defaultdict(str, known)).strip()


@cache
def bench_of_pack(language: str) -> Supplies:
    """The cartons and materials of the pack. Raises KeyError for a language without one."""
    from seed.packs.loader import load_pack

    return load_pack(language).packing.supplies()
