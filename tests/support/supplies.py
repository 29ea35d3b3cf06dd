"""The shelf of the packing bench for tests of rooms that know no content packs."""

from __future__ import annotations

from functools import cache

from logistics.packing import supplies as bench
from logistics.packing.values import Supplies
from seed.packs.loader import load_pack


@cache
def shelf(language: str = "zh-CN") -> Supplies:
    """What the basic pack has on it."""
    return load_pack(language).packing.supplies()


def install_supplies() -> None:
    """As the program does when it starts."""
    bench.install(shelf)
