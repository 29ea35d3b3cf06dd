from collections.abc import Iterator
from typing import Any, ClassVar

import pytest

from core.commands import command
from core.context import Ctx
from core.events import Event
from core.malls.service import create_mall, start_clock
from tests.support.server import LiveServer, own_database, run_server


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


@pytest.fixture(scope="module")
def server(empty_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """One server for a file, by the machine's own clock; each test has a mall and people of its own."""
    folder = tmp_path_factory.mktemp("live")
    with own_database(empty_database, folder) as db, run_server(db, folder) as running:
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
