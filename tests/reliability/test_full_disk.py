"""The disk is full in the middle of work: a clear refusal, nothing half-done, and work goes on once there is room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.clock import SystemClock
from core.db.engine import Database
from core.ids import SystemIds
from core.malls.service import start_clock
from seed.exercises.making import exercise_mall
from tests.conftest import ON_POSTGRES
from tests.support.server import LiveServer, Someone, run_server

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(ON_POSTGRES, reason="SQLite can be told how large it may become"),
]


@pytest.fixture
def server(database_url: str, tmp_path: Path) -> Iterator[LiveServer]:
    db = Database(database_url, clock=SystemClock(), ids=SystemIds())
    with run_server(db, tmp_path) as running:
        yield running
    db.close()


def pages(server: LiveServer, most: int | None) -> None:
    """Lets the database grow to `most` pages, or no further than it is (None)."""

    def limit() -> None:
        with server.db.app_reading() as app:
            now = app.driver.one("PRAGMA page_count")
            assert now
            app.driver.one(f"PRAGMA max_page_count = {now[0] if most is None else most}")

    server.here(limit)


def test_a_full_disk_refuses_clearly_and_leaves_nothing_half_done(server: LiveServer) -> None:
    mall_id = exercise_mall(server.db, language="zh-CN", seed=2)

    def start() -> None:
        with server.db.transaction(mall_id, "system") as ctx:
            start_clock(ctx)

    server.here(start)
    agent: Someone = server.person()
    seat = server.seat(agent, mall_id)
    base = f"/api/desk/{seat}"
    with server.http(agent) as client:

        def note(number: int, text: str = "x" * 400) -> tuple[int, str]:
            answer = client.post(
                f"{base}/orders/1/notes",
                json={"text": text, "flag": None},
                headers={"Idempotency-Key": f"note-{number:06}"},
            )
            return answer.status_code, answer.json().get("code", "")

        def notes() -> int:
            return len(client.get(f"{base}/orders/1").json()["notes"])

        assert note(0)[0] in (200, 201)
        pages(server, None)
        answers = [note(number) for number in range(1, 200)]
        refused = [number for number, answer in enumerate(answers, 1) if answer[0] not in (200, 201)]
        assert refused
        assert {answers[number - 1] for number in refused} == {(507, "disk_full")}
        # Reading goes on, and what was refused left no trace.
        assert notes() == 200 - len(refused)
        pages(server, 1_000_000)
        for number in refused:
            assert note(number)[0] in (200, 201)
        assert notes() == 200
    with server.http(agent) as client:
        assert client.get("/readyz").status_code == 200
