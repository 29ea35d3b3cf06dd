"""The same seed and the same deeds tell the same story: one by one, in batches, across a power cut, and again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.commands.replay import recorded_commands, replay
from core.commands.runner import run_command
from core.db.engine import Database
from core.events.log import log_hash, read_log
from core.malls.clone import clone_mall
from core.timers.headless import drive
from tests.determinism.madeup import UNTIL_DESK_MS, Agent, open_story

ROOT = Path(__file__).resolve().parent.parent.parent


def story_of(db: Database, mall_id: int) -> str:
    with db.reading(mall_id) as ctx:
        return log_hash(ctx.session, mall_id)


def told(db: Database, seed: int = 7, batch: int = 1) -> int:
    mall_id = open_story(db, seed=seed)
    drive(db, mall_id, UNTIL_DESK_MS, agent=Agent(db, mall_id), batch=batch)
    return mall_id


def test_one_by_one_or_in_batches_the_log_is_the_same(db: Database) -> None:
    one_by_one, batched = told(db), told(db, batch=100)
    assert story_of(db, one_by_one) == story_of(db, batched)
    with db.reading(one_by_one) as ctx:
        rows = read_log(ctx.session, one_by_one)
    assert len(rows) > 200
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    assert [row.desk_ms for row in rows] == sorted(row.desk_ms for row in rows)
    assert {row.kind for row in rows} >= {"tests.visitor.left", "tests.visitor.answered", "core.clock.jumped"}


def test_another_seed_is_another_story(db: Database) -> None:
    assert story_of(db, told(db)) != story_of(db, told(db, seed=8))


@pytest.mark.parametrize(("batch", "kills"), [(1, [3, 1, 9]), (20, [5, 12])])
def test_a_power_cut_in_the_middle_loses_nothing_and_doubles_nothing(
    db: Database, database_url: str, batch: int, kills: list[int]
) -> None:
    whole, cut = told(db), open_story(db)
    command = [sys.executable, "-m", "tests.determinism.process", database_url, str(cut), str(batch)]
    for after in kills:
        killed = subprocess.run(
            command, cwd=ROOT, env={**os.environ, "TESTS_KILL_AFTER": str(after)}, timeout=60
        )
        assert killed.returncode == -9
    last = subprocess.run(command, cwd=ROOT, env=dict(os.environ), timeout=60)
    assert last.returncode == 0
    assert story_of(db, cut) == story_of(db, whole)


def test_recorded_commands_played_again_give_the_same_log(db: Database) -> None:
    opening = open_story(db, start=False)
    with db.app_transaction() as app:
        first, again = clone_mall(app, opening), clone_mall(app, opening)
    run_command(
            db, mall_id=first, actor="instructor:1", key="start", verb="core.clock.start", args={"by_wall": False}, desk_ms=0
        )  # fmt: skip
    drive(db, first, UNTIL_DESK_MS, agent=Agent(db, first))
    with db.reading(first) as ctx:
        commands = recorded_commands(ctx.session, first)
    assert len(commands) > 20
    assert replay(db, again, commands, until_desk_ms=UNTIL_DESK_MS) == len(commands)
    assert story_of(db, first) == story_of(db, again)


def test_what_one_person_does_differently_changes_nobody_elses_draws(db: Database) -> None:
    busy, idle = told(db), open_story(db)
    drive(db, idle, UNTIL_DESK_MS)
    arrivals = []
    for mall_id in (busy, idle):
        with db.reading(mall_id) as ctx:
            rows = read_log(ctx.session, mall_id, kinds=["tests.visitor.came"])
            arrivals.append([(row.desk_ms, row.subject, row.data) for row in rows])
    assert arrivals[0] == arrivals[1] and len(arrivals[0]) == 40
    assert story_of(db, busy) != story_of(db, idle)
