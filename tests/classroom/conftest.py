"""A running server on the machine's own clock, for stories told through HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.clock import SystemClock
from core.db.engine import Database
from core.ids import SystemIds
from tests.support.server import LiveServer, run_server


@pytest.fixture
def live_db(database_url: str) -> Iterator[Database]:
    database = Database(database_url, clock=SystemClock(), ids=SystemIds())
    yield database
    database.close()


@pytest.fixture
def server(live_db: Database, tmp_path: Path) -> Iterator[LiveServer]:
    with run_server(live_db, tmp_path) as running:
        yield running
