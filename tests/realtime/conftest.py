from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

from core.clock import SystemClock
from core.commands import command
from core.context import Ctx
from core.db.engine import Database
from core.events import Event
from core.ids import SystemIds
from core.malls.service import create_mall, start_clock
from tests.support.server import LiveServer, run_server


class Told(Event):
    """A fact for whoever `to` names."""

    kind: ClassVar[str] = "tests.fact.told"
    words: str
    to: tuple[str, ...] = ("desk",)

    def audience(self) -> tuple[str, ...]:
        return self.to


@command("tests.tell", actors={"agent", "lead", "shopper", "system"}, anytime=True)
def tell(ctx: Ctx, *, words: str, to: list[str], times: int = 1) -> dict[str, Any]:
    return {"seqs": [ctx.record(Told(words=words, to=tuple(to))) for _ in range(times)]}


@pytest.fixture
def live_db(database_url: str) -> Iterator[Database]:
    """The test's database by the machine's own clock."""
    database = Database(database_url, clock=SystemClock(), ids=SystemIds())
    yield database
    database.close()


@pytest.fixture
def server(live_db: Database, tmp_path: Path) -> Iterator[LiveServer]:
    with run_server(live_db, tmp_path) as running:
        yield running


@pytest.fixture
def live_mall(server: LiveServer) -> int:
    return new_mall(server)


def new_mall(server: LiveServer) -> int:
    """An empty mall that runs."""

    def made() -> int:
        with server.db.app_transaction() as app:
            mall_id = create_mall(
                app, language="zh-CN", seed=7, opened_mall_ms=1_781_485_200_000, exercise="test", label="mall"
            )
            start_clock(app.mall(mall_id, "system"))
        return mall_id

    return server.here(made)


def told_in(server: LiveServer, mall_id: int, words: str, *to: str, times: int = 1) -> list[int]:
    """Records facts in the mall, in one transaction. Returns their seqs."""

    def told() -> list[int]:
        with server.db.transaction(mall_id, "system") as ctx:
            return tell(ctx, words=words, to=list(to) or ["desk"], times=times)["seqs"]

    return server.here(told)
