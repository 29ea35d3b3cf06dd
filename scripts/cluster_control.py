"""Starts and stops the processes of the cluster, for `scripts/cluster` and for the tests."""

from __future__ import annotations

import argparse
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from tests.support.postgres import free_port, start_postgres

ROOT = Path(__file__).resolve().parent.parent
READY_S = 60
DURABLE: dict[str, str] = {"max_connections": "120"}


class ClusterError(RuntimeError):
    """The cluster did not come up; the message names the process and the end of its log."""


class Cluster:
    """The processes of one folder. `state` (cluster.json) holds their pids, ports and start times."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.file = self.folder / "cluster.json"
        self.state: dict[str, Any] = {"processes": {}}
        if self.file.exists():
            self.state = json.loads(self.file.read_text("utf-8"))

    # --- processes

    def alive(self, name: str) -> bool:
        entry = self.state["processes"].get(name)
        # A process that was gone before it could be looked at has no start time, and is never alive.
        return bool(entry) and entry["started"] is not None and started_at(entry["pid"]) == entry["started"]

    def remember(self, name: str, pid: int) -> None:
        self.state["processes"][name] = {"pid": pid, "started": started_at(pid)}
        self.save()

    def save(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.file.with_suffix(".new")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(self.state, indent=1), "utf-8")
        draft.replace(self.file)

    def spawn(self, name: str, command: list[str]) -> None:
        log = (self.folder / f"{name}.log").open("ab")
        env = {**os.environ, **self.state["env"], "PYTHONUTF8": "1"}
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=env,
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        log.close()
        self.remember(name, process.pid)

    def stop(self, name: str, *, kill: bool = False, wait_s: float = 20) -> None:
        """Stops one process by its pid: politely, then hard. With `kill` at once, as a crash would."""
        if not self.alive(name):
            self.state["processes"].pop(name, None)
            self.save()
            return
        pid = self.state["processes"][name]["pid"]
        polite = signal.SIGINT if name == "postgres" else signal.SIGTERM
        os.kill(pid, signal.SIGKILL if kill else polite)
        deadline = time.monotonic() + wait_s
        while self.alive(name):
            reap(pid)
            if time.monotonic() > deadline:
                os.kill(pid, signal.SIGKILL)
                deadline += 5
            time.sleep(0.05)
        self.state["processes"].pop(name)
        self.save()

    # --- up and down

    def up(self, *, port: int = 0, web: int = 2, workers: int = 2) -> list[str]:
        """Starts what is not running and waits for /readyz of every web process; returns their addresses."""
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            return self._up(port, web, workers)
        except BaseException:
            self.down()
            raise

    def _up(self, port: int, web: int, workers: int) -> list[str]:
        self.start_stores()
        python = [sys.executable, "-m", "app.cli"]
        first = port or free_port()
        ports = [first] + [first + n if port else free_port() for n in range(1, web)]
        for number, web_port in enumerate(ports, 1):
            self.start_web(number, web_port)
            # The first one migrates; the others find the schema in place.
            self.wait_ready(f"web-{number}", web_port)
        for number in range(1, workers + 1):
            self.spawn(f"worker-{number}", [*python, "worker"])
        self.spawn("beat", [*python, "beat"])
        time.sleep(0.5)
        for name in [*(f"worker-{n}" for n in range(1, workers + 1)), "beat"]:
            if not self.alive_now(name):
                raise ClusterError(f"{name} ended at once: {self.tail(name)}")
        self.state["addresses"] = [f"http://127.0.0.1:{p}" for p in ports]
        self.save()
        return list(self.state["addresses"])

    def start_stores(self) -> None:
        self.state.setdefault("secret", secrets.token_urlsafe(32))
        if not self.alive("postgres"):
            server = start_postgres(self.folder / "postgres", settings=DURABLE)
            self.remember("postgres", server.process.pid)
            self.state["database_url"] = server.url
        if not self.alive("redis"):
            binary = shutil.which("redis-server")
            if not binary:
                raise ClusterError("redis-server not found (Debian: redis-server)")
            redis_port = free_port()
            self.state["env"] = {}
            self.spawn("redis", [
                binary, "--port", str(redis_port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
                "--dir", str(self.folder),
            ])  # fmt: skip
            self.state["redis_url"] = f"redis://127.0.0.1:{redis_port}/0"
            wait_port(redis_port, "redis")
        self.state["env"] = {
            "MALLDRILL_DATA": str(self.folder / "data"),
            "MALLDRILL_DATABASE_URL": self.state["database_url"],
            "MALLDRILL_REDIS_URL": self.state["redis_url"],
            "MALLDRILL_SECRET": self.state["secret"],
            "HOST": "127.0.0.1",
        }
        (self.folder / "data").mkdir(exist_ok=True)
        self.save()

    def start_web(self, number: int, port: int) -> None:
        self.state["env"]["PORT"] = str(port)
        self.spawn(f"web-{number}", [sys.executable, "-m", "app.cli", "serve"])

    def alive_now(self, name: str) -> bool:
        reap(self.state["processes"][name]["pid"])
        return self.alive(name)

    def wait_ready(self, name: str, port: int) -> None:
        deadline = time.monotonic() + READY_S
        while time.monotonic() < deadline:
            if not self.alive_now(name):
                raise ClusterError(f"{name} ended before it was ready: {self.tail(name)}")
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                pass
            time.sleep(0.1)
        raise ClusterError(f"{name} not ready after {READY_S} s: {self.tail(name)}")

    def tail(self, name: str) -> str:
        log = self.folder / f"{name}.log"
        return log.read_text("utf-8", "replace")[-1500:].strip() if log.exists() else ""

    def down(self) -> None:
        """Stops beat, workers, web processes, then the stores; the data stays."""
        names = list(self.state["processes"])
        order = sorted(names, key=lambda n: ("beat", "work", "web-", "redi", "post").index(n[:4]))
        for name in order:
            self.stop(name)


def started_at(pid: int) -> str | None:
    """The start time of a process as the kernel tells it, so that a reused pid is never taken for ours."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else fields[19]


def reap(pid: int) -> None:
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return


def wait_port(port: int, name: str) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise ClusterError(f"{name} does not answer on port {port}")


def main(usage: str | None) -> int:
    parser = argparse.ArgumentParser(description=usage, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["up", "down", "status"])
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "cluster")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--web", type=int, default=2)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    cluster = Cluster(options.folder)
    if options.action == "up":
        if any(map(cluster.alive, cluster.state["processes"])):
            print("already running; see `cluster status`", file=sys.stderr)
            return 1
        try:
            for address in cluster.up(port=options.port, web=options.web, workers=options.workers):
                print(address)
        except (ClusterError, RuntimeError) as problem:
            print(problem, file=sys.stderr)
            return 1
    elif options.action == "down":
        cluster.down()
    else:
        for name, entry in cluster.state["processes"].items():
            print(f"{name:<10} pid {entry['pid']:<8} {'running' if cluster.alive(name) else 'ended'}")
        return 0 if cluster.state["processes"] and all(map(cluster.alive, cluster.state["processes"])) else 3
    return 0
