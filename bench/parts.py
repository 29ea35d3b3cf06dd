"""What is measured, a function a part; each returns rows (what, figure, unit, goal or None)."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.world import Server, chat_desks, make_malls, open_folder
from core.malls.clone import clone_mall
from core.timers import due_action
from core.timers.engine import advance
from simulation.bots.service import run_bot

NO_OP = "bench.no_op"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure. `goal` is the most (or, for `at_least`, the least) it may be."""

    what: str
    value: float
    unit: str
    goal: float | None = None
    at_least: bool = False

    @property
    def met(self) -> bool | None:
        if self.goal is None:
            return None
        return self.value >= self.goal if self.at_least else self.value <= self.goal


@dataclass(frozen=True, slots=True)
class Scale:
    """How much of everything: the smoke run only shows that every part works."""

    rounds: int
    malls: int
    sockets: int
    desks: int
    seconds: float
    actions: int


FULL = Scale(rounds=5, malls=40, sockets=1_000, desks=40, seconds=10, actions=5_000)
SMOKE = Scale(rounds=1, malls=2, sockets=40, desks=3, seconds=2, actions=300)


@due_action(NO_OP)
def _no_op(ctx: Any, payload: dict[str, Any]) -> None:
    return


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="malldrill-bench-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def start(scale: Scale, floors: Floors) -> list[Figure]:
    """Start on existing data to the first 200, and memory when nothing is done."""
    with folder() as data:
        db = open_folder(data)
        make_malls(db, 1)
        db.close()
        times, memory = [], 0.0
        for _ in range(scale.rounds):
            with Server(data) as server:
                times.append(server.seconds_to_first_answer)
                time.sleep(3)
                memory = server.memory_mb()
        return [
            Figure("start to the first 200, existing data", statistics.median(times), "s", 1.3),
            Figure("idle memory, 3 s after start", memory, "MB", 150),
        ]


def malls(scale: Scale, floors: Floors) -> list[Figure]:
    """The first mall (300 products, 500 shoppers, 2,000 orders), a clone, many malls."""
    firsts, clones = [], []
    for _ in range(scale.rounds):
        with folder() as data:
            db = open_folder(data)
            began = time.monotonic()
            first = make_malls(db, 1)[0]
            firsts.append(time.monotonic() - began)
            for _ in range(3):
                began = time.monotonic()
                with db.app_transaction() as app:
                    clone_mall(app, first)
                clones.append((time.monotonic() - began) * 1000)
            db.close()
    with folder() as data:
        db = open_folder(data)
        began = time.monotonic()
        make_malls(db, scale.malls)
        all_of_them = time.monotonic() - began
        db.close()
    return [
        Figure("the first mall", statistics.median(firsts), "s", 1.5),
        Figure("a clone", statistics.median(clones), "ms", 150),
        Figure(f"{scale.malls} malls", all_of_them, "s", 10 if scale.malls == FULL.malls else None),
    ]


def engine(scale: Scale, floors: Floors) -> list[Figure]:
    """A due action that does nothing: CPU of the engine per action, a hundred to a commit."""
    with folder() as data:
        db = open_folder(data)
        mall_id = make_malls(db, 1)[0]
        with db.transaction(mall_id, "system") as ctx:
            for number in range(scale.actions):
                ctx.schedule(NO_OP, due=number % 1_000)
        began = time.process_time()
        done = advance(db, mall_id, 1_000, batch=100)
        spent = time.process_time() - began
        db.close()
        return [Figure("engine, a no-op action", spent / done * 1e6, "µs CPU", 100)]


def headless(scale: Scale, floors: Floors) -> list[Figure]:
    """The story of the exercise with the expert at the desk, without waiting."""
    with folder() as data:
        db = open_folder(data)
        mall_ids = make_malls(db, scale.rounds)
        rates = []
        for mall_id in mall_ids:
            began = time.monotonic()
            run_bot(db, mall_id, "expert")
            spent = time.monotonic() - began
            with db.reading(mall_id) as ctx:
                rates.append(ctx.last_seq / spent)
        db.close()
        return [
            Figure("headless story, expert bot", statistics.median(rates), "events/s", 1_000, at_least=True)
        ]


# A server loads what a first message needs shortly after its start; a class begins later than that.
WARM_SECONDS = 3


def chat(scale: Scale, floors: Floors) -> list[Figure]:
    """A message from the agent over HTTP, durable in the log, to agent, shopper and supervisor."""
    desks = min(scale.desks, 30)
    with folder() as data:
        db = open_folder(data)
        chat_desks(db, make_malls(db, desks), quiet=True)
        db.close()
        with Server(data) as server:
            time.sleep(WARM_SECONDS)
            template = data / "chat.json"
            template.write_text(json.dumps(_chat_template(server)), "utf-8")
            steady = floors.ws(
                "--template",
                str(template),
                "--clients",
                str(3 * desks),
                "--publishers",
                str(desks),
                "--expect",
                "3",
                "--modes",
                "connect,fanout",
                "--rate",
                "100",
                "--duration",
                str(scale.seconds),
                "--pid",
                str(server.process.pid),
            )
            burst = floors.ws(
                "--template",
                str(template),
                "--clients",
                str(3 * desks),
                "--publishers",
                str(desks),
                "--expect",
                "3",
                "--modes",
                "connect,burst",
                "--window",
                "4",
                "--duration",
                str(min(4, scale.seconds)),
                "--pid",
                str(server.process.pid),
            )
    fan, out = steady["fanout"], burst["burst"]
    floor = floors.fastapi_us() + floors.chat_us()
    per_message = out["server_cpu_us_per_delivery"] * 3
    return [
        Figure("chat, CPU per message in a burst", per_message, "µs"),
        Figure("chat, that by fastapi + ws-chat floors", per_message / floor, "×", 10),
        Figure("chat at 100 messages/s, p99 to the third receiver", fan["p99_ms"], "ms", 20),
        # A post that the client could not make is no lost frame, but its three receivers miss it.
        Figure("chat, frames lost", fan["lost"] - 3 * sum(fan.get("post_errors", {}).values()), "frames", 0),
    ]


def _chat_template(server: Server) -> dict[str, Any]:
    return {
        "url": server.base.replace("http", "ws") + "/api/live",
        "base": server.base,
        "headers": {"Cookie": "malldrill=bench-{i}", "Origin": server.base, "Idempotency-Key": "{uuid}"},
        "first": [{"subscribe": [{"stream": "seat:1000{i}", "epoch": "bench", "after": 0}]}],
        "ready": '"ready":true',
        "publish_http": {
            "method": "POST",
            "path": "/api/desk/1000{i}/conversations/1/messages",
            "json": {"client_id": "{uuid}", "kind": "text", "text": "{payload}"},
            "ok": [201],
        },
    }


def sockets(scale: Scale, floors: Floors) -> list[Figure]:
    """Open sockets with one stream each, as a school would have them; memory beside the floor's."""
    with folder() as data:
        db = open_folder(data)
        chat_desks(db, make_malls(db, 1), quiet=True)
        db.close()
        with Server(data) as server:
            time.sleep(WARM_SECONDS)
            template = data / "sockets.json"
            one = _chat_template(server)
            one["headers"] = {"Cookie": "malldrill=bench-0", "Origin": server.base}
            one["first"] = [{"subscribe": [{"stream": "seat:10000", "epoch": "bench", "after": 0}]}]
            template.write_text(json.dumps(one), "utf-8")
            ours = floors.ws(
                "--template",
                str(template),
                "--clients",
                str(scale.sockets),
                "--modes",
                "connect",
                "--pid",
                str(server.process.pid),
            )
    floor = floors.ws("--floor", "ws-starlette", "--clients", str(scale.sockets), "--modes", "connect")
    kb, floor_kb = ours["connect"]["server_kb_per_connection"], floor["connect"]["server_kb_per_connection"]
    return [
        Figure(f"{scale.sockets} open sockets, each", kb, "KB"),
        Figure("that by the ws-starlette floor", kb / floor_kb, "×", 2.5 if scale.sockets >= 1_000 else None),
    ]


class Floors:
    """The floors of this machine, measured in this run by the reference programs."""

    def __init__(self, where: Path) -> None:
        self.where = where
        self._known: dict[str, float] = {}

    def run(self, script: str, *words: str) -> dict[str, Any]:
        done = subprocess.run(
            [sys.executable, str(self.where / script), *words],
            capture_output=True,
            text=True,
            timeout=300,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )
        try:
            found: dict[str, Any] = json.loads(done.stdout)
        except ValueError:
            raise RuntimeError(f"{script} {' '.join(words)}: {done.stderr[-800:]}") from None
        return found

    def ws(self, *words: str) -> dict[str, Any]:
        return self.run("ws_bench.py", *words)

    def fastapi_us(self) -> float:
        if "fastapi" not in self._known:
            found = self.run("floor.py", "--only", "http", "--http-seconds", "1.5")
            self._known["fastapi"] = found["http"]["fastapi"]["server_cpu_us_per_request"]
        return self._known["fastapi"]

    def chat_us(self) -> float:
        if "chat" not in self._known:
            found = self.ws(
                "--floor",
                "ws-chat",
                "--clients",
                "300",
                "--modes",
                "connect,burst",
                "--publishers",
                "300",
                "--window",
                "16",
                "--duration",
                "1.5",
            )
            self._known["chat"] = found["burst"]["server_cpu_us_per_delivery"] * 3
        return self._known["chat"]


PARTS: dict[str, Callable[[Scale, Floors], list[Figure]]] = {
    "start": start,
    "malls": malls,
    "engine": engine,
    "headless": headless,
    "chat": chat,
    "sockets": sockets,
}
