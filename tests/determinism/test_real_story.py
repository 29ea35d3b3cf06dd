"""The late parcels, as the program ships them: one seed and one agent make one story, however it is computed."""

import os
import subprocess
import sys

import pytest

from app import rooms
from core.commands.replay import recorded_commands, replay
from core.db.engine import Database
from core.events.log import log_hash, read_log
from core.invariants import check_mall
from core.malls.clone import clone_mall
from core.malls.service import start_clock
from seed.exercises.making import exercise_mall
from simulation.bots.service import run_bot
from tests.determinism.test_same_story import ROOT, story_of

pytestmark = pytest.mark.slow
rooms.load()


def twins(db: Database, language: str, count: int) -> list[int]:
    """Malls of one opening that have not begun."""
    first = exercise_mall(db, language=language, seed=7)
    with db.app_transaction() as app:
        return [first, *(clone_mall(app, first) for _ in range(count - 1))]


def begin(db: Database, mall_id: int) -> None:
    with db.transaction(mall_id, "system") as ctx:
        start_clock(ctx, by_wall=False)


@pytest.mark.parametrize(("language", "bot"), [("zh-CN", "expert"), ("en", "polite")])
def test_the_same_agent_in_the_same_mall_makes_the_same_story(db: Database, language: str, bot: str) -> None:
    first, second = twins(db, language, 2)
    done = run_bot(db, first, bot)
    assert run_bot(db, second, bot) == done
    assert story_of(db, first) == story_of(db, second)
    with db.reading(first) as ctx:
        assert len(read_log(ctx.session, first)) > 250
        broken = {f.code for each in check_mall(ctx.session, first).values() for f in each if not f.exception}
    assert broken == set()


def test_what_the_agent_did_played_again_makes_the_same_story_one_by_one_and_in_batches(db: Database) -> None:
    lived, one_by_one, batched = twins(db, "zh-CN", 3)
    ended = run_bot(db, lived, "expert").desk_ms
    with db.reading(lived) as ctx:
        commands = recorded_commands(ctx.session, lived)
    for mall_id, batch in ((one_by_one, 1), (batched, 100)):
        begin(db, mall_id)
        replay(db, mall_id, commands, until_desk_ms=ended, batch=batch)
    with db.reading(lived) as ctx:
        assert len({log_hash(ctx.session, mall_id) for mall_id in (lived, one_by_one, batched)}) == 1


def test_a_power_cut_in_the_middle_of_the_story_loses_nothing_and_doubles_nothing(
    db: Database, database_url: str
) -> None:
    lived, cut = twins(db, "zh-CN", 2)
    ended = run_bot(db, lived, "expert").desk_ms
    begin(db, cut)
    run = [sys.executable, "-m", "tests.determinism.replaying", database_url, *map(str, (lived, cut, ended))]
    for batch, steps in ((1, 70), (20, 160), (1, 45)):
        killed = subprocess.run(
            [*run, str(batch)], cwd=ROOT, env={**os.environ, "TESTS_KILL_AFTER": str(steps)}, timeout=120
        )
        assert killed.returncode == -9
    assert subprocess.run([*run, "20"], cwd=ROOT, timeout=120).returncode == 0
    assert story_of(db, lived) == story_of(db, cut)


def test_a_shopper_tried_again_comes_as_before_whatever_was_done_to_the_others(db: Database) -> None:
    """What a case draws is its own: in the mall of one case it begins word for word as among the nine."""
    whole = exercise_mall(db, language="zh-CN", seed=7)
    alone = exercise_mall(db, language="zh-CN", seed=7, only_case="LP4")
    for mall_id in (whole, alone):
        run_bot(db, mall_id, "silent")
    first = [_first_words(db, mall_id) for mall_id in (whole, alone)]
    assert len(first[1]) == 1
    assert first[1].items() <= first[0].items()


def _first_words(db: Database, mall_id: int) -> dict[int, str]:
    from core import json

    said: dict[int, str] = {}
    with db.reading(mall_id) as ctx:
        for row in read_log(ctx.session, mall_id, kinds=["helpdesk.message.sent"]):
            data = json.loads(row.data)
            if data["message"]["author_kind"] == "shopper":
                said.setdefault(data["conversation"]["shopper"]["id"], data["message"]["text"])
    return said
