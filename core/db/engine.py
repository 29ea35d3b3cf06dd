"""One dispatcher for both databases: opens the transaction, calls, commits, makes durable, tells those who
wait."""

import asyncio
import contextlib
import logging
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from core.clock import Clock, SystemClock
from core.context import AppCtx, Ctx, Recorded
from core.context.opening import open_mall
from core.db.base import Base
from core.db.durable import Checkpointer, WalSync
from core.db.statistics import teach
from core.driver import as_refusal
from core.ids import Ids, SystemIds

P = ParamSpec("P")
T = TypeVar("T")
OnCommit = Callable[[int, list[Recorded]], None]
OnScheduled = Callable[[int], None]
POOL_THREADS = 8
BUSY_MS = 5_000
LOCK_MS = 10_000
# A headless run asks some two hundred different things in turn; the driver keeps 128 of them by itself.
STATEMENTS = 512
log = logging.getLogger(__name__)


class Database:
    """The database of this process. SQLite: work runs inline and is made durable in groups; PostgreSQL: a
    thread pool."""

    def __init__(self, url: str, *, clock: Clock | None = None, ids: Ids | None = None) -> None:
        self.clock: Clock = clock or SystemClock()
        self.ids: Ids = ids or SystemIds()
        self.engine = _engine(url)
        self.sqlite = self.engine.dialect.name == "sqlite"
        self._here = threading.local()
        self._on_commit: list[OnCommit] = []
        self._on_scheduled: list[OnScheduled] = []
        self._pool: ThreadPoolExecutor | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._loop_thread: int | None = None
        path = self.engine.url.database
        self._sync = WalSync(Path(f"{path}-wal")) if self.sqlite and path else None
        self._checkpointer = Checkpointer(Path(path), self.clock) if self.sqlite and path else None

    def create_schema(self) -> None:
        """Every table that is imported, in an empty database: for tests and tools, the program migrates."""
        Base.metadata.create_all(self.engine)
        with self.engine.begin() as connection:
            teach(connection)

    # Who wants to know

    def on_commit(self, call: OnCommit) -> None:
        """`call(mall_id, events)` after each commit that recorded events, in the thread that committed."""
        self._on_commit.append(call)

    def on_scheduled(self, call: OnScheduled) -> None:
        """`call(mall_id)` after each commit that scheduled, cancelled or moved the clock: the next due may
        be earlier."""
        self._on_scheduled.append(call)

    def announce(self, ctx: Ctx) -> None:
        """Tells those who wait what the committed transaction recorded and scheduled."""
        events, ctx.recorded = ctx.recorded, []
        if events:
            for on_commit in self._on_commit:
                _tell(on_commit, ctx.mall_id, events)
        if ctx.schedule_changed:
            ctx.schedule_changed = False
            for on_scheduled in self._on_scheduled:
                _tell(on_scheduled, ctx.mall_id)

    # Transactions

    @contextlib.contextmanager
    def transaction(self, mall_id: int, actor: str, *, desk_ms: int | None = None) -> Iterator[Ctx]:
        """One mall, locked for us: handlers run at the end, then the log is written, then commit, then
        publish.

        The instant is `desk_ms`, else what the mall's clock shows; never before the newest event.
        Raises NotFound (mall), DiskFull, Busy.
        """
        with self._connection("BEGIN IMMEDIATE") as connection:
            ctx = open_mall(
                connection, mall_id, actor=actor, wall_ms=self.clock.wall_ms(), desk_ms=desk_ms, lock=True
            )
            yield ctx
            ctx.finish()
            ctx.close_session()
        for call in ctx.committed:
            _tell(call)
        self.announce(ctx)

    @contextlib.contextmanager
    def reading(self, mall_id: int, actor: str = "system", *, desk_ms: int | None = None) -> Iterator[Ctx]:
        """A consistent look at one mall; changes nothing and locks nobody out. Raises NotFound (mall)."""
        with self._connection("BEGIN", keep=False) as connection:
            ctx = open_mall(
                connection, mall_id, actor=actor, wall_ms=self.clock.wall_ms(), desk_ms=desk_ms, lock=False
            )
            yield ctx
            ctx.close_session()

    @contextlib.contextmanager
    def app_transaction(self, actor: str = "system") -> Iterator[AppCtx]:
        """Writes outside a mall (accounts, runs, jobs), or in several. Raises DiskFull, Busy."""
        with self._connection("BEGIN IMMEDIATE") as connection:
            app = AppCtx(connection, actor=actor, clock=self.clock, ids=self.ids)
            yield app
            for ctx in app.malls:
                ctx.finish()
                ctx.close_session()
            app.close_session()
        for call in app.committed:
            _tell(call)
        for ctx in app.malls:
            for call in ctx.committed:
                _tell(call)
            self.announce(ctx)

    @contextlib.contextmanager
    def app_reading(self, actor: str = "system") -> Iterator[AppCtx]:
        """A consistent look at what lies outside the malls."""
        with self._connection("BEGIN", keep=False) as connection:
            app = AppCtx(connection, actor=actor, clock=self.clock, ids=self.ids, read_only=True)
            yield app
            app.close_session()

    @contextlib.contextmanager
    def _connection(self, begin: str, *, keep: bool = True) -> Iterator[Connection]:
        if getattr(self._here, "busy", False):
            raise RuntimeError("a transaction inside a transaction")
        self._here.busy = True
        try:
            if self.sqlite:
                with self._line(begin, keep) as connection:
                    yield connection
                    return
            with self.engine.connect() as connection, connection.begin() as transaction:
                yield connection
                if not keep:
                    transaction.rollback()
        except Exception as error:
            refusal = as_refusal(error)
            if refusal is None:
                raise
            raise refusal from error
        finally:
            self._here.busy = False

    @contextlib.contextmanager
    def _line(self, begin: str, keep: bool) -> Iterator[Connection]:
        """SQLite: each thread keeps its connection; SQLAlchemy takes part only when a room uses it."""
        connection = self._open()
        raw: Any = self._here.raw
        try:
            raw.execute(begin)
            yield connection
            if connection.in_transaction():
                (connection.commit if keep else connection.rollback)()
            else:
                raw.execute("COMMIT" if keep else "ROLLBACK")
        except BaseException:
            # Without this a full disk would leave the line of this thread inside a dead transaction.
            with contextlib.suppress(Exception):
                connection.rollback()
            with contextlib.suppress(Exception):
                if raw.in_transaction:
                    raw.execute("ROLLBACK")
            raise
        if keep and self._loop is not None and self._checkpointer is not None:
            self._checkpointer.committed(raw.total_changes)

    def _open(self) -> Connection:
        kept: Connection | None = getattr(self._here, "connection", None)
        if kept is None or kept.closed or kept.invalidated:
            kept = self._here.connection = self.engine.connect()
            self._here.raw = kept.connection.driver_connection
        return kept

    # The async edge

    async def run(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Short work: inline on the loop with SQLite (measured: a thread costs 1.8 x), a thread with
        PostgreSQL."""
        if self.sqlite:
            return fn(*args, **kwargs)
        if self._pool is None:
            self._pool = ThreadPoolExecutor(POOL_THREADS, thread_name_prefix="db")
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, lambda: fn(*args, **kwargs))

    async def write(
        self, fn: Callable[Concatenate["Database", P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """`run(fn, self, ...)`, and what it committed is on the disk when this returns."""
        result = await self.run(fn, self, *args, **kwargs)
        await self.durable()
        return result

    def bind_loop(self, loop: asyncio.AbstractEventLoop) -> None:
        """The server's: from now on threads hand their writes to this loop (`hand_over`)."""
        self._loop, self._loop_thread = loop, threading.get_ident()
        if self.sqlite:
            self._open().exec_driver_sql("PRAGMA wal_autocheckpoint=0")
            self._open().rollback()

    def hand_over(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """For a job's thread: runs a write of at most 20 ms where writes are made, and waits for it."""
        loop = self._loop
        if not self.sqlite or loop is None or loop.is_closed() or threading.get_ident() == self._loop_thread:
            return fn(*args, **kwargs)
        if self._checkpointer is not None:
            self._checkpointer.catch_up()
        answer: Future[T] = Future()

        def work() -> None:
            try:
                answer.set_result(fn(*args, **kwargs))
            except BaseException as error:
                answer.set_exception(error)

        loop.call_soon_threadsafe(work)
        return answer.result()

    async def durable(self) -> None:
        """Returns when everything committed before the call survives a power cut. Raises DiskFull."""
        if self._sync is not None:
            await self._sync.wait()

    def durable_now(self) -> None:
        """The same for threads and tools, without a loop."""
        if self._sync is not None:
            self._sync.sync()

    def close_thread(self) -> None:
        """A job's thread, before it ends: closes the connection it keeps."""
        kept: Connection | None = getattr(self._here, "connection", None)
        if kept is not None:
            kept.close()
            self._here.connection = None

    def close(self) -> None:
        """Closes this thread's connection and the pools; on SQLite the WAL is folded into the file."""
        if self._pool is not None:
            self._pool.shutdown()
        self.close_thread()
        if self._checkpointer is not None:
            self._checkpointer.close()
        if self._sync is not None:
            self._sync.close()
        self.engine.dispose()


def _tell(call: Callable[..., None], *args: Any) -> None:
    try:
        call(*args)
    except Exception:
        # The work is committed: whoever listens badly must not make it look undone.
        log.exception("a listener failed after the commit")


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        # Nobody waits for a mall longer than for a browser's patience; a process that hangs lets go of it.
        limits = f"-c lock_timeout={LOCK_MS} -c idle_in_transaction_session_timeout={6 * LOCK_MS}"
        return create_engine(
            url,
            pool_size=POOL_THREADS + 4,
            max_overflow=8,
            pool_pre_ping=True,
            connect_args={"options": limits},
        )
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=0,
        connect_args={"check_same_thread": False, "cached_statements": STATEMENTS},
    )

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={BUSY_MS}",
            "journal_mode=WAL",
            "foreign_keys=ON",
            "synchronous=NORMAL",
            "temp_store=MEMORY",
            "cache_size=-16000",
            "wal_autocheckpoint=4000",
            "journal_size_limit=67108864",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        raw: Any = connection.connection.driver_connection
        if not raw.in_transaction:
            raw.execute("BEGIN IMMEDIATE")

    return engine


def sqlite_url(path: Path) -> str:
    """The address of a database file."""
    return f"sqlite:///{os.fspath(path)}"
