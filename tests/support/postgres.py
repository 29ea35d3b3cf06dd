"""A PostgreSQL of the tests' own: a fresh cluster in a temporary folder on a free port of this computer."""

from __future__ import annotations

import glob
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "120",
    "shared_buffers": "128MB",
    "autovacuum": "off",
}


class PostgresMissing(RuntimeError):
    """No PostgreSQL server is installed."""


def server_binary(name: str) -> str:
    """The path of a PostgreSQL server program; Debian keeps them out of PATH."""
    candidates = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), reverse=True)
    found = candidates[0] if candidates else shutil.which(name)
    if not found:
        raise PostgresMissing(f"{name} not found: install PostgreSQL's server (Debian: postgresql)")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def unprivileged_user() -> str | None:
    """PostgreSQL refuses to run as root; whom to run it as then."""
    if os.name == "nt" or os.geteuid() != 0:
        return None
    import pwd

    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise PostgresMissing("running as root and there is no unprivileged user for PostgreSQL")


@dataclass
class Postgres:
    url: str
    port: int
    process: subprocess.Popen[bytes]
    folder: Path
    temporary: bool

    def stop(self) -> None:
        """Stops the server by its own pid (fast shutdown) and removes a temporary folder."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.temporary:
            shutil.rmtree(self.folder, ignore_errors=True)


def start_postgres(folder: Path | None = None, *, settings: dict[str, str] | None = None) -> Postgres:
    """Starts a server on a free port of 127.0.0.1; `folder` keeps the data, None is thrown away at stop."""
    temporary = folder is None
    folder = Path(tempfile.mkdtemp(prefix="malldrill-pg-")) if folder is None else folder
    folder.mkdir(parents=True, exist_ok=True)
    user = unprivileged_user()
    if user:
        shutil.chown(folder, user)
    try:
        return _start(folder, temporary, user, FAST if settings is None else settings)
    except BaseException:
        if temporary:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _start(folder: Path, temporary: bool, user: str | None, settings: dict[str, str]) -> Postgres:
    data, sockets = folder / "data", folder / "socket"
    as_user = {"user": user, "group": _group_of(user), "extra_groups": []} if user else {}
    if not (data / "PG_VERSION").exists():
        done = subprocess.run(
            [server_binary("initdb"), "-D", str(data), "-U", "malldrill", "--auth=trust", "-E", "UTF8",
             "--locale=C", *(["--no-sync"] if temporary else [])],
            capture_output=True, text=True, cwd=folder, **as_user,
        )  # fmt: skip
        if done.returncode != 0:
            raise RuntimeError(f"initdb failed: {done.stderr.strip()[-500:]}")
    sockets.mkdir(exist_ok=True)
    if user:
        shutil.chown(sockets, user)
    port = free_port()
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    log = (folder / "postgres.log").open("ab")
    process = subprocess.Popen(
        [server_binary("postgres"), "-D", str(data), "-p", str(port), "-h", "127.0.0.1", "-k", str(sockets), *options],
        stdout=log, stderr=subprocess.STDOUT, cwd=folder, start_new_session=True, **as_user,
    )  # fmt: skip
    log.close()
    url = f"postgresql+psycopg://malldrill@127.0.0.1:{port}/malldrill"
    server = Postgres(url, port, process, folder, temporary)
    try:
        _wait_and_create(server)
    except BaseException:
        server.stop()
        raise
    return server


def _group_of(user: str) -> int:
    import pwd

    return pwd.getpwnam(user).pw_gid


def _wait_and_create(server: Postgres) -> None:
    import psycopg

    address = f"postgresql://malldrill@127.0.0.1:{server.port}/postgres"
    deadline = time.monotonic() + 30
    while True:
        try:
            with psycopg.connect(address, autocommit=True, connect_timeout=2) as connection:
                if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'malldrill'").fetchone():
                    connection.execute("CREATE DATABASE malldrill")
                return
        except psycopg.OperationalError:
            if server.process.poll() is not None or time.monotonic() > deadline:
                tail = (server.folder / "postgres.log").read_text(errors="replace")[-800:]
                raise RuntimeError(f"PostgreSQL did not start: {tail}") from None
            time.sleep(0.05)


_running: Postgres | None = None


def start_temp_postgres() -> str:
    """The address of this process's temporary server, started at the first call; or of the one the gate started."""
    global _running
    given = os.environ.get("MALLDRILL_TEST_POSTGRES_URL")
    if given:
        return given
    if _running is None:
        _running = start_postgres()
    return _running.url


def stop() -> None:
    global _running
    if _running is not None:
        _running.stop()
        _running = None


def fresh_database(url: str, name: str) -> str:
    """Creates (or empties) a database beside `url`, so that each xdist worker has its own; returns its address."""
    import psycopg

    base = url.replace("postgresql+psycopg://", "postgresql://").rsplit("/", 1)[0]
    with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{url.rsplit('/', 1)[0]}/{name}"
