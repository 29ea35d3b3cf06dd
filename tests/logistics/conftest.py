"""Logistics as it is without those above it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.alone import alone


@pytest.fixture(autouse=True)
def without_those_above() -> Iterator[None]:
    with alone("core", "logistics"):
        yield
