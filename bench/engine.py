"""What core costs on SQLite: an action, a command, a clone, the made-up headless story.

python bench/engine.py
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import app.models
from core.clock import SystemClock
from core.commands import command
from core.commands.runner import run_command
from core.context import Ctx
from core.db.engine import Database, sqlite_url
from core.events import Event
from core.malls.clone import clone_in_steps, clone_mall
from core.malls.service import create_mall, start_clock
from core.timers import due_action
from core.timers.engine import advance
from core.timers.headless import drive
from seed.generator.insert import insert_plan
from seed.generator.opening import plan_opening
from tests.determinism.madeup import UNTIL_DESK_MS, Agent, open_story

OPENED_MALL_MS = 1_781_485_200_000
MANY = 3_000


class WordSaid(Event):
    kind: ClassVar[str] = "bench.word.said"
    words: str

    def audience(self) -> tuple[str, ...]:
        return ("desk", "shopper:1")


@due_action("bench.nothing")
def nothing(ctx: Ctx, payload: dict[str, Any]) -> None:
    """An action without an effect: what the engine itself costs."""


@command("bench.say", actors={"agent"})
def say(ctx: Ctx, *, words: str) -> dict[str, Any]:
    """A small command: two facts, something planned."""
    ctx.record(WordSaid(words=words))
    seq = ctx.record(WordSaid(words=words))
    ctx.schedule("bench.nothing", due=10**12)
    return {"seq": seq}


def measured(label: str, goal: str, unit: str, scale: float, count: int, work: Callable[[], object]) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{label:<44} {wall / count * scale:9.1f} {unit} (cpu {cpu / count * scale:.1f})   goal {goal}")


def main() -> None:
    assert app.models.metadata.tables
    with tempfile.TemporaryDirectory(prefix="malldrill-bench-") as folder:
        db = Database(sqlite_url(Path(folder) / "bench.db"), clock=SystemClock())
        db.create_schema()
        engine(db)
        clones(db)
        story(db)
        db.close()


def engine(db: Database) -> None:
    with db.app_transaction() as work:
        mall_id = create_mall(work, language="en", seed=1, opened_mall_ms=OPENED_MALL_MS, exercise="bench")
    with db.transaction(mall_id, "system") as ctx:
        start_clock(ctx, by_wall=False)
    for round_, (label, batch) in enumerate((("warm", 1), ("one to a commit", 1), ("100 to a commit", 100))):
        until = (round_ + 1) * 1_000_000
        with db.transaction(mall_id, "system") as ctx:
            for n in range(MANY):
                ctx.schedule("bench.nothing", due=until - MANY + n)
        if label == "warm":
            advance(db, mall_id, until)
            continue
        measured(
            f"no-op action, {label}",
            "<= 100",
            "us",
            1e6,
            MANY,
            lambda b=batch, u=until: advance(db, mall_id, u, batch=b),
        )

    def commands() -> None:
        for n in range(MANY):
            who = {"mall_id": mall_id, "actor": "agent:1", "key": str(n)}
            run_command(db, **who, verb="bench.say", args={"words": "hi"}, desk_ms=10**9)

    measured("command with two events and a timer", "<= 1000", "us", 1e6, MANY, commands)


def clones(db: Database) -> None:
    with db.app_transaction() as work:
        source = create_mall(
            work, language="zh-CN", seed=7, opened_mall_ms=OPENED_MALL_MS, exercise="bench", kind="opening"
        )
        rows = insert_plan(work.connection, source, plan_opening(7, "zh-CN", OPENED_MALL_MS))
    took = []
    for _ in range(7):
        began = time.perf_counter()
        with db.app_transaction() as work:
            clone_mall(work, source)
        took.append((time.perf_counter() - began) * 1e3)
    print(f"{f'clone of a mall of {rows:,} rows':<44} {statistics.median(took):9.1f} ms   goal <= 150")
    steps = "the same in steps of at most 20 ms"
    measured(steps, "<= 150", "ms", 1e3, 5, lambda: [clone_in_steps(db, source) for _ in range(5)])


def story(db: Database) -> None:
    for batch in (1, 100):
        mall_id = open_story(db)
        figures = drive(db, mall_id, UNTIL_DESK_MS, agent=Agent(db, mall_id), batch=batch)
        label = f"made-up headless story, {batch} to a commit"
        print(
            f"{label:<44} {figures.events_per_second:9.0f} events/s ({figures.events} events)   goal >= 1000"
        )


if __name__ == "__main__":
    main()
