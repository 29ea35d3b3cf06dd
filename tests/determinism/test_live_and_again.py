"""A lesson as it was lived, with an engine that is late and people who act at odd moments, can be played again."""

from app.engine.drive import Drive
from core.clock import ManualClock
from core.commands.replay import recorded_commands, replay
from core.commands.runner import run_command
from core.db.engine import Database
from core.errors import Refusal
from core.events.log import log_hash, read_log
from core.malls.clone import clone_mall
from core.malls.service import heartbeat, resume_after_crash
from core.rng import draw
from tests.determinism.madeup import HOUR, OPENED_MALL_MS, UNTIL_DESK_MS, open_story


def live(db: Database, clock: ManualClock, mall_id: int, *, habits: int, crashes: bool = False) -> None:
    """The lesson by the wall: odd steps of the clock, an engine a batch at a time, commands in between."""
    chance = draw(habits, 1, "agent", "habits")
    drive = Drive(db)
    db.on_scheduled(drive.mark)
    drive.mark(mall_id)
    say(db, mall_id, "start", "core.clock.start", actor="instructor:1")
    for n in range(160):
        clock.pass_ms(chance.between(1, 7_500))
        for _ in range(chance.below(4)):
            drive.step()
        if crashes and n in (40, 90):
            heartbeat(db)
            clock.pass_ms(900)
            drive.step()
            clock.pass_ms(3 * HOUR)
            resume_after_crash(db)
            drive.mark(mall_id)
        if chance.chance(0.4):
            say(db, mall_id, f"answer {n}", "tests.answer_bell", words=f"hello, {n}")
        if n == 60:
            say(db, mall_id, "pause", "core.clock.pause", actor="instructor:1")
            clock.pass_ms(30_000)
            say(db, mall_id, "again", "core.clock.start", actor="instructor:1")
        if n == 100:
            say(
                db,
                mall_id,
                "jump",
                "core.clock.jump",
                actor="instructor:1",
                to_mall_ms=OPENED_MALL_MS + 30 * HOUR,
            )
    say(db, mall_id, "end", "core.mall.end", actor="instructor:1")


def say(db: Database, mall_id: int, key: str, verb: str, *, actor: str = "agent:1", **args: object) -> None:
    try:
        run_command(db, mall_id=mall_id, actor=actor, key=key, verb=verb, args=args)
    except Refusal as refusal:
        assert refusal.code in ("nobody_waits", "mall_not_running")


def test_a_lived_lesson_played_again_gives_the_same_log(db: Database, clock: ManualClock) -> None:
    opening = open_story(db, start=False)
    for habits in (1, 2):
        with db.app_transaction() as app:
            lived, again = clone_mall(app, opening), clone_mall(app, opening)
        live(db, clock, lived, habits=habits, crashes=habits == 2)
        with db.reading(lived) as ctx:
            commands = recorded_commands(ctx.session, lived)
            events = len(read_log(ctx.session, lived))
        assert len(commands) > 20 and events > 150
        replay(db, again, commands)
        with db.reading(lived) as ctx:
            assert log_hash(ctx.session, lived) == log_hash(ctx.session, again)


def test_however_late_the_engine_is_what_nobody_touched_is_the_same(db: Database, clock: ManualClock) -> None:
    opening = open_story(db, start=False)
    hashes = set()
    for steps in (1, 700, 90_000):
        with db.app_transaction() as app:
            mall_id = clone_mall(app, opening)
        drive = Drive(db)
        db.on_scheduled(drive.mark)
        say(db, mall_id, "start", "core.clock.start", actor="instructor:1")
        passed = 0
        while passed < UNTIL_DESK_MS:
            wait = drive.step()
            if wait > 0:
                go = min(max(steps, round(wait)), UNTIL_DESK_MS - passed)
                clock.pass_ms(go)
                passed += go
        while drive.step() == 0:
            pass
        say(db, mall_id, "end", "core.mall.end", actor="instructor:1")
        with db.reading(mall_id) as ctx:
            hashes.add(log_hash(ctx.session, mall_id))
    assert len(hashes) == 1
