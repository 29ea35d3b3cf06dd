"""Nothing is answered before it is on the disk, and a full disk is a clear no."""

import asyncio
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any, ClassVar

import psycopg
import pytest
from sqlalchemy.exc import OperationalError

from core.db import durable
from core.db.engine import Database
from core.driver import as_refusal
from core.errors import Busy, DiskFull, Refusal
from core.events import Event
from core.events.log import read_log
from tests.conftest import ON_POSTGRES, Act


class PageWritten(Event):
    kind: ClassVar[str] = "tests.page.written"
    text: str


def test_commits_that_wait_together_share_one_sync_and_none_relies_on_an_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wal = tmp_path / "x.db-wal"
    wal.write_bytes(b"x")
    syncs: list[tuple[float, float]] = []

    def slow(fd: int) -> None:
        began = time.perf_counter()
        time.sleep(0.01)
        syncs.append((began, time.perf_counter()))

    monkeypatch.setattr(durable, "_sync_file", slow)
    sync = durable.WalSync(wal)
    waits: list[tuple[float, float]] = []

    async def commit(after: float) -> None:
        await asyncio.sleep(after)
        asked = time.perf_counter()
        await sync.wait()
        waits.append((asked, time.perf_counter()))

    async def many() -> None:
        await asyncio.gather(*(commit(n * 0.0007) for n in range(60)))

    asyncio.run(many())
    sync.close()
    assert len(waits) == 60 and len(syncs) <= 12
    for asked, answered in waits:
        assert any(asked <= began and ended <= answered for began, ended in syncs)


def test_a_disk_that_fills_while_syncing_is_told_to_everybody_who_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wal = tmp_path / "x.db-wal"
    wal.write_bytes(b"x")

    def full(fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable, "_sync_file", full)
    sync = durable.WalSync(wal)

    async def three() -> list[Any]:
        return await asyncio.gather(*(sync.wait() for _ in range(3)), return_exceptions=True)

    assert [type(outcome) for outcome in asyncio.run(three())] == [DiskFull] * 3
    sync.close()


def test_a_full_disk_is_refused_clearly_and_nothing_is_half_done(db: Database, mall: int, act: Act) -> None:
    with db.reading(mall) as ctx:
        before = [row.seq for row in read_log(ctx.session, mall)]
    with pytest.raises(Refusal) as caught, act("agent:1") as ctx:
        ctx.record(PageWritten(text="first"))
        ctx.settle()
        if ON_POSTGRES:
            ctx.driver.run("DO $$ BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = '53100'; END $$")
        else:
            (pages,) = ctx.driver.one("PRAGMA page_count") or (0,)
            ctx.driver.run(f"PRAGMA max_page_count = {pages}")
            for _ in range(200):
                ctx.record(PageWritten(text="x" * 4_000))
    assert (caught.value.code, caught.value.status) == ("disk_full", 507)
    with db.reading(mall) as ctx:
        assert [row.seq for row in read_log(ctx.session, mall)] == before
        if not ON_POSTGRES:
            ctx.driver.run("PRAGMA max_page_count = 1073741823")
    with act("agent:1") as ctx:
        assert ctx.record(PageWritten(text="there is room again")) == before[-1] + 1


@pytest.mark.parametrize(
    ("code", "refusal"),
    [(sqlite3.SQLITE_FULL, DiskFull), (sqlite3.SQLITE_BUSY, Busy), (sqlite3.SQLITE_IOERR_SHMSIZE, DiskFull)],
)
def test_errors_of_sqlite_that_are_nobodys_fault_are_refusals(code: int, refusal: type[Refusal]) -> None:
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = code
    assert type(as_refusal(error)) is refusal
    assert type(as_refusal(OperationalError("x", None, error))) is refusal


def test_errors_that_are_somebodys_fault_are_none() -> None:
    assert as_refusal(sqlite3.IntegrityError("x")) is None
    assert as_refusal(psycopg.errors.UndefinedTable("x")) is None
    assert as_refusal(ValueError()) is None
    assert type(as_refusal(psycopg.errors.DiskFull("x"))) is DiskFull
    assert type(as_refusal(psycopg.errors.LockNotAvailable("x"))) is Busy


def test_work_through_the_dispatcher_is_committed_and_durable_when_it_returns(
    db: Database, mall: int
) -> None:
    def write(db: Database, text: str) -> int:
        with db.transaction(mall, "agent:1") as ctx:
            return ctx.record(PageWritten(text=text))

    async def many() -> list[int]:
        return await asyncio.gather(*(db.write(write, str(n)) for n in range(20)))

    seqs = asyncio.run(many())
    assert len(set(seqs)) == 20
    with db.reading(mall) as ctx:
        assert [row.seq for row in read_log(ctx.session, mall)] == list(range(1, max(seqs) + 1))


def test_a_jobs_thread_hands_its_writes_to_the_servers_loop(db: Database, mall: int) -> None:
    where: list[int] = []

    def write() -> int:
        where.append(threading.get_ident())
        with db.transaction(mall, "system") as ctx:
            return ctx.record(PageWritten(text="from a job"))

    def job() -> int:
        try:
            return db.hand_over(write)
        finally:
            db.close_thread()

    async def serve() -> int:
        db.bind_loop(asyncio.get_running_loop())
        return await asyncio.to_thread(job)

    assert asyncio.run(serve()) > 0
    assert (where == [threading.get_ident()]) is not ON_POSTGRES


def test_two_processes_of_people_in_one_mall_take_turns(db: Database, database_url: str, mall: int) -> None:
    failures: list[BaseException] = []

    def write(n: int) -> None:
        other = Database(database_url, clock=db.clock)
        try:
            for _ in range(15):
                with other.transaction(mall, f"agent:{n}") as ctx:
                    ctx.record(PageWritten(text=str(ctx.next_id("tests_pages"))))
        except BaseException as error:
            failures.append(error)
        finally:
            other.close()

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with db.reading(mall) as ctx:
        rows = read_log(ctx.session, mall, kinds=["tests.page.written"])
    assert [row.data for row in rows] == [f'{{"text":"{n}"}}' for n in range(1, 61)]


def test_while_a_job_writes_much_the_log_is_folded_beside_it_and_stays_small(
    db: Database, database_url: str, mall: int
) -> None:
    def write(n: int) -> None:
        with db.transaction(mall, "system") as ctx:
            for _ in range(1_000):
                ctx.record(PageWritten(text="x" * 200))

    def job() -> None:
        for n in range(90):
            db.hand_over(write, n)
        db.close_thread()

    async def serve() -> None:
        db.bind_loop(asyncio.get_running_loop())
        await asyncio.to_thread(job)

    asyncio.run(serve())
    if not ON_POSTGRES:
        wal = Path(database_url.removeprefix("sqlite:///") + "-wal")
        assert wal.stat().st_size < 40_000_000
    with db.reading(mall) as ctx:
        assert len(read_log(ctx.session, mall, kinds=["tests.page.written"])) == 90_000
