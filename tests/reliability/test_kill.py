"""The server is killed in the middle of traffic, again and again: nothing lost, nothing doubled, the shoppers go on."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from core.db.engine import Database, sqlite_url
from core.invariants import check_mall
from tests.conftest import ON_POSTGRES
from tests.support.postgres import free_port

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(ON_POSTGRES, reason="the cluster journey kills processes on PostgreSQL"),
]


class Served:
    """A server process of its own, on one data folder, that can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        env = {**os.environ, "MALLDRILL_DATA": str(self.folder), "PORT": str(self.port), "PYTHONUTF8": "1"}
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "app.cli", "serve"], env=env, stdout=log, stderr=log
            )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            assert self.process.poll() is None, (self.folder / "server.log").read_text()
            try:
                if httpx.get(f"http://127.0.0.1:{self.port}/readyz").status_code == 200:
                    return
            except httpx.HTTPError:
                time.sleep(0.02)
        raise AssertionError("not ready after 60 s")

    def kill(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        assert self.process
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)


class Trainee:
    """A browser that repeats what was not answered, with the same key, as ours does."""

    def __init__(self, served: Served) -> None:
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{served.port}", timeout=10)
        self.number = 0

    def post(self, path: str, body: dict[str, Any] | None = None, key: str | None = None) -> httpx.Response:
        self.number += 1
        headers = {"Idempotency-Key": key or f"kill-test-{self.number:06}"}
        return self.client.post(path, json=body or {}, headers=headers)

    def practise(self) -> tuple[int, int]:
        made = self.post("/api/practice", {"name": "小林", "language": "zh-CN"})
        assert made.status_code == 201, made.text
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            job = self.client.get(f"/api/jobs/{made.json()['job_id']}").json()
            assert job["state"] != "failed", job
            if job["state"] == "done":
                return made.json()["run_id"], job["result"]["seat_id"]
            time.sleep(0.05)
        raise AssertionError(job)


def logged(folder: Path) -> tuple[list[int], list[str]]:
    with sqlite3.connect(f"file:{folder / 'malldrill.sqlite3'}?mode=ro", uri=True) as file:
        mall = file.execute("SELECT max(id) FROM malls WHERE kind = 'live'").fetchone()[0]
        rows = file.execute(
            "SELECT seq, desk_ms FROM events WHERE mall_id = ? ORDER BY seq", (mall,)
        ).fetchall()
        notes = file.execute("SELECT text FROM order_notes WHERE mall_id = ? ORDER BY id", (mall,)).fetchall()
    assert [row[1] for row in rows] == sorted(row[1] for row in rows)
    return [row[0] for row in rows], [row[0] for row in notes]


def test_what_was_answered_before_a_kill_is_there_once_after_it(tmp_path: Path) -> None:
    served = Served(tmp_path)
    served.start()
    trainee = Trainee(served)
    run_id, seat = trainee.practise()
    assert trainee.post(f"/api/runs/{run_id}/start").status_code == 200
    base = f"/api/desk/{seat}"
    _, notes_before = logged(tmp_path)
    sent: list[str] = []
    for kill in range(4):
        pending: tuple[str, str] | None = None
        for turn in range(25):
            text = f"备注 {kill}-{turn}"
            key = f"note-{kill}-{turn:04}"
            if turn == 12 + kill:
                pending = (text, key)
                # In the middle of it: the answer may or may not have been written.
                with pytest.raises(httpx.HTTPError):
                    killer = subprocess.Popen(
                        [sys.executable, "-c", f"import os, signal, time; time.sleep(0.0{kill + 1}); "
                         f"os.kill({served.process.pid if served.process else 0}, signal.SIGKILL)"]
                    )  # fmt: skip
                    while True:
                        trainee.post(f"{base}/orders/1/notes", {"text": text, "flag": None}, key)
                        text, key = text + "'", key + "x"
                        sent.append(pending[0])
                        pending = (text, key)
                killer.wait()
                break
            answer = trainee.post(f"{base}/orders/1/notes", {"text": text, "flag": None}, key)
            assert answer.status_code in (200, 201), answer.text
            sent.append(text)
        assert served.process
        served.process.wait()
        served.start()
        assert pending
        again = trainee.post(f"{base}/orders/1/notes", {"text": pending[0], "flag": None}, pending[1])
        assert again.status_code in (200, 201), again.text
        sent.append(pending[0])
    run = trainee.client.get(f"/api/runs/{run_id}").json()
    assert run["state"] == "running"
    # The time the server was down does not count, and the clock goes on.
    first = trainee.client.get(f"{base}/snapshot").json()["clock"]["desk_ms"]
    time.sleep(0.3)
    assert trainee.client.get(f"{base}/snapshot").json()["clock"]["desk_ms"] > first
    assert served.stop() == 0
    seqs, notes = logged(tmp_path)
    assert seqs == list(range(1, len(seqs) + 1))
    assert sorted(notes[len(notes_before) :]) == sorted(sent)
    db = Database(sqlite_url(tmp_path / "malldrill.sqlite3"))
    with db.reading(2) as ctx:
        broken = [f for found in check_mall(ctx.session, 2).values() for f in found if not f.exception]
    db.close()
    assert broken == []


def test_a_job_cut_short_by_a_kill_is_done_after_the_next_start(tmp_path: Path) -> None:
    served = Served(tmp_path)
    served.start()
    trainee = Trainee(served)
    made = trainee.post("/api/practice", {"name": "小林", "language": "zh-CN"})
    assert made.status_code == 201
    job_id = made.json()["job_id"]
    deadline = time.monotonic() + 30
    while trainee.client.get(f"/api/jobs/{job_id}").json()["state"] == "queued":
        assert time.monotonic() < deadline
        time.sleep(0.02)
    time.sleep(0.15)
    served.kill()
    served.start()
    deadline = time.monotonic() + 60
    while (job := trainee.client.get(f"/api/jobs/{job_id}").json())["state"] != "done":
        assert job["state"] != "failed", job
        assert time.monotonic() < deadline, job
        time.sleep(0.05)
    assert served.stop() == 0
    with sqlite3.connect(tmp_path / "malldrill.sqlite3") as file:
        kinds = [row[0] for row in file.execute("SELECT kind FROM malls ORDER BY kind")]
    assert kinds == ["live", "opening"]


def test_a_killed_server_leaves_its_folder_to_the_next(tmp_path: Path) -> None:
    served = Served(tmp_path)
    served.start()
    served.kill()
    # Its note is still there and names nobody: the command line notices and does the work itself.
    assert (tmp_path / "server.json").exists()
    env = {**os.environ, "MALLDRILL_DATA": str(tmp_path)}
    link = subprocess.run(
        [sys.executable, "-m", "app.cli", "instructor", "link"], env=env, capture_output=True, text=True
    )
    assert link.returncode == 0, link.stderr
    served.start()
    assert served.stop() == 0
