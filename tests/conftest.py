"""What tests of every room share: a database (SQLite, or PostgreSQL with MALLDRILL_TEST_DB=postgresql), a mall, the time.

`clock` stands until told; `mall` is a small empty mall whose clock runs by it; `act("agent:1")` opens a transaction
there; `pass_time(ms)` lets desk time go by and happen what is due.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

import app.models
from app.wording import install_words
from core import hooks
from core.clock import ManualClock
from core.context import Ctx
from core.db.engine import Database, sqlite_url
from core.ids import CountingIds
from core.malls.service import create_mall, start_clock
from core.timers.engine import advance
from tests.support import postgres, rooms

ON_POSTGRES = os.environ.get("MALLDRILL_TEST_DB", "sqlite") == "postgresql"
OPENED_MALL_MS = 1_781_485_200_000  # 2026-06-15 09:00 in Shanghai


def pytest_sessionfinish() -> None:
    postgres.stop()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a database with every table and no row, made once per worker."""
    assert app.models.metadata.tables
    if ON_POSTGRES:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        url = postgres.fresh_database(postgres.start_temp_postgres(), f"test_{worker}_{os.getpid()}")
    else:
        url = sqlite_url(tmp_path_factory.mktemp("schema") / "empty.db")
    made = Database(url)
    made.create_schema()
    made.close()
    return url


@pytest.fixture(autouse=True)
def _rooms_of_the_test(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test of a package sees that package and those below it, always and only: no order of tests matters."""
    packages = rooms.packages_below(request.path)
    if packages is None or not {"db", "empty_database"} & set(request.fixturenames):
        return
    rooms.load(packages)
    if "logistics" in packages:
        install_words()  # the warehouse packs from the packs' shelf and says who sends
    monkeypatch.setattr(hooks, "handlers", rooms.Listening(hooks.handlers, packages))
    monkeypatch.setattr(hooks, "observers", rooms.Listening(hooks.observers, packages))


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def database_url(empty_database: str, tmp_path: Path) -> Iterator[str]:
    """A database of the test's own, empty; for tests that start other processes on it."""
    if not ON_POSTGRES:
        path = tmp_path / "malldrill.db"
        shutil.copyfile(empty_database.removeprefix("sqlite:///"), path)
        yield sqlite_url(path)
        return
    yield empty_database
    _empty(empty_database)


@pytest.fixture
def db(database_url: str, clock: ManualClock) -> Iterator[Database]:
    database = Database(database_url, clock=clock, ids=CountingIds())
    yield database
    database.close()


@pytest.fixture
def mall(db: Database) -> int:
    """A small empty live mall in Chinese, its clock running since now."""
    with db.app_transaction() as app_ctx:
        mall_id = create_mall(
            app_ctx, language="zh-CN", seed=7, opened_mall_ms=OPENED_MALL_MS, exercise="test", label="mall"
        )
    with db.transaction(mall_id, "system") as ctx:
        start_clock(ctx)
    return mall_id


Act = Callable[..., AbstractContextManager[Ctx]]


@pytest.fixture
def act(db: Database, mall: int) -> Act:
    """`with act("agent:1") as ctx:` is one transaction of that person in the mall (or in `mall_id`)."""

    def open_transaction(
        actor: str = "system", mall_id: int | None = None, desk_ms: int | None = None
    ) -> AbstractContextManager[Ctx]:
        return db.transaction(mall if mall_id is None else mall_id, actor, desk_ms=desk_ms)

    return open_transaction


@pytest.fixture
def pass_time(db: Database, mall: int, clock: ManualClock) -> Callable[[int], int]:
    """Lets `ms` of desk time go by and everything due in it happen. Returns how many things that were."""

    def go(ms: int, mall_id: int | None = None) -> int:
        clock.pass_ms(ms)
        target = mall if mall_id is None else mall_id
        with db.reading(target) as ctx:
            now = ctx.desk_ms
        return advance(db, target, now)

    return go


def _empty(url: str) -> None:
    import psycopg

    names = list(app.models.metadata.tables)
    probe = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in names)
    with psycopg.connect(
        url.replace("postgresql+psycopg://", "postgresql://"), autocommit=True
    ) as connection:
        filled = [row[0] for row in connection.execute(probe).fetchall()]
        if filled:
            listed = ", ".join(f'"{name}"' for name in filled)
            connection.execute(f"TRUNCATE {listed} RESTART IDENTITY CASCADE")
