"""The whole web application on a port of this computer, beside the test, on the test's own database.

`server.person()` signs somebody in, `server.seat(...)` gives them a place in a mall, `server.http(person)` and
`server.socket(person)` are their browser. `server.here(fn, ...)` runs work where the server writes: on its loop.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from websockets.sync.client import ClientConnection, connect

from app.server import Parts
from app.starting import listening
from app.web import create_app
from core.clock import SystemClock
from core.db.engine import Database, sqlite_url
from core.identity.service import create_account, create_seat, open_session
from core.ids import SystemIds
from core.settings import Settings


@dataclass(frozen=True)
class Someone:
    """A signed-in browser."""

    account_id: int
    cookie: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Cookie": f"malldrill={self.cookie}"} if self.cookie else {}


NOBODY = Someone(0, "")


class LiveServer:
    """A running server; made by `run_server`."""

    def __init__(self, db: Database, folder: Path, quota: int) -> None:
        self.db = db
        self.settings = Settings(port=0, data=folder, practice_quota=quota)
        self.socket_ = listening(self.settings)
        self.port = self.socket_.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        parts = Parts(self.settings, db, None, self.base, None)
        self.app = create_app(self.settings, db, parts.lifespan)
        config = uvicorn.Config(
            self.app, log_config=None, lifespan="on", ws="websockets-sansio", ws_per_message_deflate=False,
            ws_max_size=64 * 1024, ws_ping_interval=10, ws_ping_timeout=10, timeout_graceful_shutdown=1,
        )  # fmt: skip
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._serve, name="server")
        self._loop: asyncio.AbstractEventLoop | None = None
        self._keys = 0

    def _serve(self) -> None:
        async def go() -> None:
            self._loop = asyncio.get_running_loop()
            await self._server.serve(sockets=[self.socket_])

        asyncio.run(go())

    def start(self) -> None:
        self._thread.start()
        deadline = time.monotonic() + 20
        while not self._server.started:
            assert self._thread.is_alive(), "the server ended at once"
            assert time.monotonic() < deadline
            time.sleep(0.01)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(20)
        self.socket_.close()
        assert not self._thread.is_alive()

    def here(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Runs fn(*args) on the server's loop, as a route would, and waits until it is durable."""
        assert self._loop is not None

        async def work() -> Any:
            value = await self.db.run(fn, *args, **kwargs)
            await self.db.durable()
            return value

        return asyncio.run_coroutine_threadsafe(work(), self._loop).result(30)

    def person(self, name: str = "小林", kind: str = "trainee", language: str = "zh-CN") -> Someone:
        def made() -> Someone:
            with self.db.app_transaction("system") as app:
                account_id = create_account(app, kind=kind, name=name, language=language)
                return Someone(account_id, open_session(app, account_id=account_id))

        return self.here(made)

    def seat(self, person: Someone, mall_id: int, role: str = "agent", member_id: int = 1) -> int:
        def made() -> int:
            with self.db.app_transaction("system") as app:
                return create_seat(
                    app, mall_id=mall_id, account_id=person.account_id, role=role, member_id=member_id
                )

        return self.here(made)

    def key(self) -> str:
        self._keys += 1
        return f"test-key-{self._keys:06}"

    @contextmanager
    def http(self, person: Someone = NOBODY) -> Iterator[httpx.Client]:
        with httpx.Client(base_url=self.base, headers=person.headers, timeout=20) as client:
            yield client

    @contextmanager
    def socket(self, person: Someone, **options: Any) -> Iterator[Wire]:
        address = f"ws://127.0.0.1:{self.port}/api/live"
        with connect(
            address, additional_headers=person.headers, compression=None, max_size=None, **options
        ) as connection:
            yield Wire(connection)


class Wire:
    """A browser's end of the live feed."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    def say(self, **frame: Any) -> None:
        self.connection.send(json.dumps(frame))

    def subscribe(self, *streams: str, after: int = 0, epoch: str | None = None) -> None:
        self.say(
            subscribe=[
                {"stream": name, "after": after, **({"epoch": epoch} if epoch else {})} for name in streams
            ]
        )

    def hear(self, timeout: float = 10) -> dict[str, Any]:
        return json.loads(self.connection.recv(timeout=timeout))

    def until(self, wanted: Callable[[dict[str, Any]], bool], timeout: float = 10) -> list[dict[str, Any]]:
        """Every frame up to the first that is wanted, that one included."""
        frames: list[dict[str, Any]] = []
        deadline = time.monotonic() + timeout
        while not frames or not wanted(frames[-1]):
            frames.append(self.hear(max(0.01, deadline - time.monotonic())))
        return frames

    def until_ready(self, stream: str) -> list[dict[str, Any]]:
        return self.until(lambda f: f.get("stream") == stream and f.get("ready") is True)

    def silent(self, seconds: float = 0.3) -> bool:
        try:
            self.connection.recv(timeout=seconds)
        except TimeoutError:
            return True
        return False


@contextmanager
def own_database(empty: str, folder: Path) -> Iterator[Database]:
    """A database for a whole file of tests, by the machine's own clock; empty again afterwards."""
    from tests.conftest import ON_POSTGRES, _empty

    url = empty
    if not ON_POSTGRES:
        path = folder / "malldrill.db"
        shutil.copyfile(empty.removeprefix("sqlite:///"), path)
        url = sqlite_url(path)
    db = Database(url, clock=SystemClock(), ids=SystemIds())
    try:
        yield db
    finally:
        db.close()
        if ON_POSTGRES:
            _empty(empty)


@contextmanager
def run_server(db: Database, folder: Path, quota: int = 0) -> Iterator[LiveServer]:
    server = LiveServer(db, folder, quota)
    server.start()
    try:
        yield server
    finally:
        server.stop()
