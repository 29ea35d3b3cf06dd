"""One fdatasync of the write-ahead log, shared by all commits that wait for it."""

import asyncio
import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from core.errors import DiskFull

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
