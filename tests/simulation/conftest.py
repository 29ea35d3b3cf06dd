"""A full mall of the late-parcel exercise, made once per test that asks for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import app.rooms
from core.db.engine import Database
from seed.exercises.making import exercise_mall


@pytest.fixture(scope="session", autouse=True)
def rooms() -> None:
    app.rooms.load()


@pytest.fixture
def late_parcels(db: Database) -> Callable[..., int]:
    """late_parcels(language="zh-CN", seed=7) makes a mall ready to run, its clock standing."""

    def make(language: str = "zh-CN", seed: int = 7, **more: object) -> int:
        return exercise_mall(db, language=language, seed=seed, **more)  # type: ignore[arg-type]

    return make
