"""`malldrill serve`: one web process, in the single mode with the engine and the jobs inside."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING

from app.classes import ClassKeeper
from app.say import Trouble, both, say, show
from app.starting import held_folder, listening, opened
from app.warming import warm
from core import logs
from core.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from app.lock import DataLock
    from core.db.engine import Database

GRACE_SECONDS = 3
SWITCH_SECONDS = 0.0005


def serve(settings: Settings) -> int:
    """Serves until told to stop. Returns the exit code. Raises Trouble before anything is served."""
    # What is loaded now stays: looking for garbage in it costs a fifth of the start.
    gc.disable()
    logs.set_up(settings.log_level)
    # A busy job's thread would otherwise cost the loop 10 to 20 ms per turn.
    sys.setswitchinterval(SWITCH_SECONDS)
    with held_folder(settings) if not settings.cluster else contextlib.nullcontext() as lock:
        sock = listening(settings)
        try:
            _metrics(settings)
            db = opened(settings, migrate=True)
            try:
                return _run(settings, db, sock, lock)
            finally:
                db.close()
        finally:
            sock.close()


def _metrics(settings: Settings) -> None:
    if settings.metrics_port:
        from core.metrics import open_port

        try:
            open_port(settings.metrics_port)
        except OSError:
            raise Trouble("metrics_busy", port=settings.metrics_port) from None


def _run(settings: Settings, db: Database, sock: socket.socket, lock: DataLock | None) -> int:
    import uvicorn

    from app.web import create_app

    settings = settings.model_copy(update={"port": sock.getsockname()[1]})
    address = shown_address(settings, sock)
    link = _instructor_link(db, address)
    parts = Parts(settings, db, lock, address, link)
    app = create_app(settings, db, parts.lifespan)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="on",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        ws_max_size=64 * 1024,
        ws_ping_interval=10,
        ws_ping_timeout=10,
        timeout_graceful_shutdown=GRACE_SECONDS,
        server_header=False,
        date_header=False,
        proxy_headers=False,
    )
    server = uvicorn.Server(config)
    gc.freeze()
    gc.enable()
    with _quiet_end():
        server.run(sockets=[sock])
    return 0 if server.started else 1


@contextlib.contextmanager
def _quiet_end() -> Iterator[None]:
    """uvicorn raises the signal again after its clean end: that is no failure, and the folder is still to be
    left tidy (the system's own SIGTERM would end us on the spot)."""
    before = signal.signal(signal.SIGTERM, _end)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(number: int, frame: object) -> None:
    raise KeyboardInterrupt


async def _ended(task: asyncio.Future[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def shown_address(settings: Settings, sock: socket.socket) -> str:
    """The address a browser on this computer uses."""
    port = sock.getsockname()[1]
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "") else settings.host
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _instructor_link(db: Database, address: str) -> str | None:
    from core.identity.queries import password_exists
    from core.identity.service import make_instructor_link

    with db.app_transaction("system") as app:
        if password_exists(app.session):
            return None
        return f"{address}/instructor/{make_instructor_link(app)}"


class Parts:
    """What lives beside the routes while the app runs."""

    def __init__(
        self, settings: Settings, db: Database, lock: DataLock | None, address: str, link: str | None
    ) -> None:
        self.settings, self.db, self.lock, self.address, self.link = settings, db, lock, address, link

    @contextlib.asynccontextmanager
    async def lifespan(self, app: FastAPI) -> AsyncIterator[None]:
        async with contextlib.AsyncExitStack() as stack:
            await (self._cluster(app, stack) if self.settings.cluster else self._single(app, stack))
            classes = ClassKeeper(self.db)
            classes.start()
            stack.push_async_callback(classes.stop)
            self._greet()
            warming = asyncio.ensure_future(warm())
            stack.push_async_callback(_ended, warming)
            yield
            app.state.ready = False

    async def _single(self, app: FastAPI, stack: contextlib.AsyncExitStack) -> None:
        from app.control import open_control
        from app.engine.single import SingleEngine
        from app.jobs.local import LocalJobs
        from app.live.feed import Feed
        from core.malls.clone import remove_half_made

        remove_half_made(self.db)
        self.db.bind_loop(asyncio.get_running_loop())
        feed = app.state.feed = Feed(self.db)
        feed.start()
        stack.push_async_callback(feed.stop)
        engine = SingleEngine(self.db)
        engine.start()
        stack.push_async_callback(engine.stop)
        jobs = LocalJobs(self.db)
        jobs.start()
        stack.push_async_callback(jobs.stop)
        if self.lock is not None:
            self.lock.tell(address=self.address, token=open_control(app, self.db))

    async def _cluster(self, app: FastAPI, stack: contextlib.AsyncExitStack) -> None:
        from app.cluster.web import start_web

        await start_web(app, self.db, self.settings, stack)

    def _greet(self) -> None:
        say("serving", address=self.address)
        if self.link:
            say("instructor", link=self.link)
        if self.settings.loopback:
            say("for_class")
        show("· " + " / ".join(both("stop")))
