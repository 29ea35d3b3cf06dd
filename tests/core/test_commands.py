"""A command has its effect once, however often it is sent."""

import threading
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from sqlalchemy import select

from core import json
from core.commands import command
from core.commands.models import Command
from core.commands.runner import Reply, run_app_command, run_command
from core.context import AppCtx, Ctx
from core.db.engine import Database
from core.errors import Forbidden, Invalid, Refusal
from core.events import Event
from core.events.log import read_log
from core.identity.models import Account
from core.ids import CountingIds
from core.malls.service import pause_clock
from core.timers import due_action
from tests.conftest import Act

story: list[str] = []


class NoteTaken(Event):
    kind: ClassVar[str] = "tests.note.taken"
    text: str


@command("tests.take_note", actors={"agent", "lead"})
def take_note(ctx: Ctx, *, text: str, times: int = 1) -> dict[str, Any]:
    story.append(f"note {text}")
    if text == "refuse":
        ctx.record(NoteTaken(text=text))
        raise Refusal("note_refused", 409)
    seqs = [ctx.record(NoteTaken(text=text)) for _ in range(times)]
    ctx.schedule("tests.note_read", due=ctx.desk_ms, text=text)
    return {"seqs": seqs, "desk_ms": ctx.desk_ms}


@command("tests.read_help", actors={"agent"}, anytime=True)
def read_help(ctx: Ctx) -> None:
    story.append("help")


@due_action("tests.note_read")
def note_read(ctx: Ctx, payload: dict[str, Any]) -> None:
    story.append(f"read {payload['text']}")


@pytest.fixture(autouse=True)
def _no_story_yet() -> Iterator[None]:
    story.clear()
    yield


def send(
    db: Database, mall: int, key: str, actor: str = "agent:1", verb: str = "tests.take_note", **args: Any
) -> Reply:
    return run_command(db, mall_id=mall, actor=actor, key=key, verb=verb, args=args, status=201)


def told(db: Database, mall: int) -> list[str]:
    with db.reading(mall) as ctx:
        return [
            json.loads(row.data)["text"] for row in read_log(ctx.session, mall, kinds=["tests.note.taken"])
        ]


def test_the_same_key_and_body_gives_the_same_reply_and_no_second_effect(db: Database, mall: int) -> None:
    first = send(db, mall, "k1", text="hello")
    second = send(db, mall, "k1", text="hello")
    assert first.status == second.status == 201
    assert first.body == second.body
    assert (first.replayed, second.replayed) == (False, True)
    assert told(db, mall) == ["hello"]


def test_the_same_key_with_another_body_is_refused(db: Database, mall: int) -> None:
    send(db, mall, "k1", text="hello")
    with pytest.raises(Invalid) as caught:
        send(db, mall, "k1", text="something else")
    assert (caught.value.code, caught.value.status) == ("idempotency_key_reused", 422)
    assert told(db, mall) == ["hello"]


def test_the_key_of_another_person_or_mall_is_another_key(db: Database, mall: int) -> None:
    send(db, mall, "k1", text="hello")
    send(db, mall, "k1", actor="lead:1", text="hello")
    assert told(db, mall) == ["hello", "hello"]


def test_a_refusal_leaves_nothing_and_is_decided_anew(db: Database, mall: int) -> None:
    for _ in range(2):
        with pytest.raises(Refusal) as caught:
            send(db, mall, "k1", text="refuse")
        assert caught.value.code == "note_refused"
    assert story == ["note refuse", "note refuse"]
    assert told(db, mall) == []
    assert send(db, mall, "k1", text="after all").status == 201


def test_what_is_due_happens_before_the_command(db: Database, mall: int) -> None:
    send(db, mall, "k1", text="a")
    send(db, mall, "k2", text="b")
    assert story == ["note a", "read a", "note b"]


def test_a_command_is_kept_as_it_can_be_played_again(db: Database, mall: int) -> None:
    reply = json.loads(send(db, mall, "k1", text="a", times=2).body)
    with db.app_reading() as app:
        row = app.one(select(Command).where(Command.key == "k1"))
    assert row is not None
    assert (row.scope, row.actor, row.verb, json.loads(row.args)) == (
        f"mall:{mall}", "agent:1", "tests.take_note", {"text": "a", "times": 2}
    )  # fmt: skip
    assert row.first_seq == reply["seqs"][0] and row.desk_ms == reply["desk_ms"]


def test_a_twin_that_arrives_meanwhile_waits_and_gets_the_same_reply(
    db: Database, mall: int, database_url: str
) -> None:
    entered, go_on = threading.Event(), threading.Event()

    @command("tests.slow_note", actors={"agent"})
    def slow_note(ctx: Ctx, *, text: str) -> dict[str, Any]:
        entered.set()
        go_on.wait(5)
        return {"seq": ctx.record(NoteTaken(text=text))}

    replies: list[Reply] = []
    other = Database(database_url, clock=db.clock, ids=CountingIds("other"))

    def twin(at: Database) -> None:
        replies.append(send(at, mall, "k1", verb="tests.slow_note", text="once"))
        at.close()

    first = threading.Thread(target=twin, args=(Database(database_url, clock=db.clock),))
    second = threading.Thread(target=twin, args=(other,))
    first.start()
    entered.wait(5)
    second.start()
    second.join(0.15)
    assert second.is_alive()
    go_on.set()
    first.join(5)
    second.join(5)
    assert len({reply.body for reply in replies}) == 1 and len(replies) == 2
    assert sorted(reply.replayed for reply in replies) == [False, True]
    assert told(db, mall) == ["once"]


def test_only_those_who_may_use_a_verb_and_with_what_it_knows(db: Database, mall: int) -> None:
    with pytest.raises(Forbidden):
        send(db, mall, "k1", actor="shopper:3", text="hello")
    for args in ({}, {"text": "a", "colour": "red"}):
        with pytest.raises(Invalid) as caught:
            send(db, mall, "k1", **args)
        assert caught.value.code == "command_arguments"
    with pytest.raises(Invalid) as caught:
        send(db, mall, "k1", verb="tests.unheard_of")
    assert caught.value.code == "command_unknown"
    assert story == []


def test_nobody_works_in_a_mall_that_stands_still(db: Database, mall: int, act: Act) -> None:
    with act() as ctx:
        pause_clock(ctx)
    with pytest.raises(Refusal) as caught:
        send(db, mall, "k1", text="hello")
    assert (caught.value.code, caught.value.params) == ("mall_not_running", {"state": "paused"})
    assert send(db, mall, "k2", verb="tests.read_help").body == b"{}"


def test_outside_the_malls_too_a_command_has_one_effect(db: Database) -> None:
    def join(app: AppCtx) -> dict[str, Any]:
        made = app.insert(
            Account,
            kind="trainee",
            name="Lin",
            language="en",
            login=None,
            password_hash=None,
            created_wall_ms=app.wall_ms,
        )
        return {"id": made}

    first = run_app_command(
        db, actor="session:1", key="k", verb="join", args={"name": "Lin"}, fn=join, status=201
    )
    second = run_app_command(
        db, actor="session:1", key="k", verb="join", args={"name": "Lin"}, fn=join, status=201
    )
    assert first.body == second.body and second.replayed
    with pytest.raises(Invalid):
        run_app_command(db, actor="session:1", key="k", verb="join", args={"name": "Wu"}, fn=join)
    with db.app_reading() as app:
        assert len(app.all(select(Account.id))) == 1
