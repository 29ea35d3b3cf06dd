"""A server process of its own on one data folder: started, killed and started again, as a user's computer would."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx

from tests.support.postgres import free_port

ROOT = Path(__file__).resolve().parent.parent.parent


class Served:
    """`malldrill serve` on a free port; `base` is its address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MALLDRILL_")}
        env = {**kept, "MALLDRILL_DATA": str(self.folder), "HOST": "127.0.0.1", "PORT": str(self.port),
               "PYTHONUTF8": "1", "MALLDRILL_PRACTICE_QUOTA": "0"}  # fmt: skip
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "app.cli", "serve"], cwd=ROOT, env=env, stdout=log, stderr=log
            )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log()
            try:
                if httpx.get(f"{self.base}/readyz").status_code == 200:
                    return
            except httpx.HTTPError:
                time.sleep(0.02)
        raise AssertionError("not ready after 60 s")

    def log(self) -> str:
        return (self.folder / "server.log").read_text("utf-8", "replace")

    def instructor_link(self) -> str:
        """The newest link the server printed."""
        found = re.findall(r"http://\S+/instructor/[\w-]+", self.log())
        assert found, self.log()
        return str(found[-1])

    def kill(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """Ctrl-C; returns the exit code."""
        assert self.process
        if self.process.poll() is not None:
            return self.process.returncode
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)
