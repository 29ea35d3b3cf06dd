"""SQLite's write-ahead log:

one fdatasync shared by all commits that wait for it, and folding it into the file.
"""

import asyncio
import contextlib
import errno
import logging
import os
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from core.clock import Clock
from core.errors import DiskFull

EVERY_MS = 5_000
MANY_ROWS = 30_000
log = logging.getLogger(__name__)

_sync_file = getattr(os, "fdatasync", os.fsync)


class WalSync:
    """A commit that arrives while a sync is running waits for the next one: that one began after its
    write."""

    def __init__(self, wal: Path) -> None:
        self._wal = wal
        self._running: asyncio.Task[None] | None = None
        self._next: asyncio.Task[None] | None = None
        self._thread: ThreadPoolExecutor | None = None

    def sync(self) -> None:
        """Blocks until the log is on the disk."""
        try:
            # Not the database file itself: closing any descriptor of that one would drop SQLite's locks.
            fd = os.open(self._wal, os.O_RDWR)
        except FileNotFoundError:
            return  # folded into the database, which SQLite synced itself
        try:
            _sync_file(fd)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise DiskFull from error
            raise
        finally:
            os.close(fd)

    async def wait(self) -> None:
        if self._running is None or self._running.done():
            self._running = asyncio.ensure_future(self._in_thread(None))
            await asyncio.shield(self._running)
            return
        if self._next is None or self._next.done() or self._next is self._running:
            self._next = asyncio.ensure_future(self._in_thread(self._running))
        await asyncio.shield(self._next)

    async def _in_thread(self, before: "asyncio.Task[None] | None") -> None:
        if before is not None:
            await asyncio.wait([before])
            self._running, self._next = self._next, None
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="durable")
        await asyncio.get_running_loop().run_in_executor(self._thread, self.sync)

    def close(self) -> None:
        if self._thread is not None:
            self._thread.shutdown()
            self._thread = None


class Checkpointer:
    """Folds the log into the database file beside the server's work, so that no commit has to do it.

    A checkpoint inside a commit syncs two files on the loop (seen: 130 ms), one that insists makes writers
    wait as long. A passive one holds nobody up, but the log begins anew only when it has caught up with the
    writers: so jobs that write much wait for it (`catch_up`), in their own thread.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._last_ms = 0.0
        self._rows = self._folded_rows = 0
        self._one = threading.Lock()
        self._waiting = False
        self._thread: ThreadPoolExecutor | None = None
        self._connection: sqlite3.Connection | None = None

    def committed(self, rows: int) -> None:
        """After a commit of the server; `rows` is how many rows its connection has changed so far."""
        self._rows = rows
        now = self._clock.monotonic_ms()
        if self._waiting or (rows - self._folded_rows < MANY_ROWS and now - self._last_ms < EVERY_MS):
            return
        self._last_ms, self._waiting = now, True
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="checkpoint")
        self._thread.submit(self._fold)

    def catch_up(self) -> None:
        """Before a job's next write: waits until the log is folded, when much has been written."""
        if self._rows - self._folded_rows >= MANY_ROWS:
            self._fold()

    def _fold(self) -> None:
        with self._one:
            rows = self._rows
            self._waiting = False
            try:
                if self._connection is None:
                    self._connection = sqlite3.connect(
                        self._path, isolation_level=None, check_same_thread=False
                    )
                for _ in range(4):
                    _, frames, folded = self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
                    if frames == folded:
                        break
            except sqlite3.Error:
                log.exception("the log could not be folded into the database")
            self._folded_rows = rows

    def close(self) -> None:
        if self._thread is not None:
            self._thread.shutdown()
            self._thread = None
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None
